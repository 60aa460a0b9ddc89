import type { ErrorDetail } from '../../errors.js';
import type { MethodDeclaration, RadioView } from '../declaration.js';
import { integerDomain, numberChoiceDomain } from '../domain.js';

/** What forbids a frequency and a channel width (both MHz) that no profile holds together. */
function pairConflict(view: RadioView, frequency = '', bandwidth = ''): ErrorDetail | undefined {
  if (view.plan.allows(frequency, bandwidth)) return undefined;
  return {
    field: 'freq, bw',
    value: `${frequency}, ${bandwidth}`,
    allowed: 'a pair that one frequency profile holds',
  };
}

const freq: MethodDeclaration = {
  name: 'freq',
  family: 'rf',
  summary: 'Centre frequency, MHz',
  access: 'read-write',
  parameters: ({ plan }) => [{ name: 'freq', domain: plan.domain }],
  result: '["4700"]',
  settings: ['freq'],
  factory: ({ defaults }) => [defaults.freq],
  persistence: 'flash',
  effect: 'soft-boot',
  deadline: 'rf-write',
  servedOn: ['http'],
  source: 'interface.md B.1',
  trust: 'PM',
  assumption: 'a read gives the text that was written',
  conflict: ([frequency], view) => pairConflict(view, frequency, view.settings.running('bw')[0]),
};

const bw: MethodDeclaration = {
  name: 'bw',
  family: 'rf',
  summary: 'Channel width, MHz',
  access: 'read-write',
  parameters: ({ model }) => [{ name: 'bw', domain: numberChoiceDomain(model.bandwidths, 'MHz') }],
  result: '["20"]',
  settings: ['bw'],
  factory: ({ defaults }) => [defaults.bw],
  persistence: 'flash',
  effect: 'soft-boot',
  deadline: 'rf-write',
  servedOn: ['http'],
  source: 'interface.md B.1, F.21',
  trust: 'PM',
  assumption: 'a soft boot by itself, as freq_bw is',
  conflict: ([bandwidth], view) => pairConflict(view, view.settings.running('freq')[0], bandwidth),
};

const freqBw: MethodDeclaration = {
  name: 'freq_bw',
  family: 'rf',
  summary: 'Centre frequency and channel width at once, MHz',
  access: 'read-write',
  parameters: ({ model, plan }) => [
    { name: 'freq', domain: plan.domain },
    { name: 'bw', domain: numberChoiceDomain(model.bandwidths, 'MHz') },
  ],
  result: '["4700", "20"]',
  settings: ['freq', 'bw'],
  persistence: 'flash',
  effect: 'soft-boot',
  deadline: 'rf-write',
  servedOn: ['http'],
  source: 'interface.md B.1',
  trust: 'FW',
  conflict: ([frequency, bandwidth], view) => pairConflict(view, frequency, bandwidth),
};

const supportedFrequencyProfiles: MethodDeclaration = {
  name: 'supported_frequency_profiles',
  family: 'rf',
  summary: 'Frequencies, channel widths and antennas that go together',
  access: 'read',
  parameters: () => [],
  result: '[{"frequencies": ["2200:20:2380", "4700"], "bandwidth": "-1", "antenna_mask": "15"}]',
  settings: [],
  persistence: 'none',
  effect: 'none',
  deadline: 'read',
  servedOn: ['http'],
  source: 'interface.md B.1',
  trust: 'PM',
  read: ({ model }) => model.frequencyProfiles,
};

const maxLinkDistance: MethodDeclaration = {
  name: 'max_link_distance',
  family: 'rf',
  summary: 'Longest link, metres; the same on all nodes of a network',
  access: 'read-write',
  parameters: () => [{ name: 'max_link_distance', domain: integerDomain(0, 1_000_000, 'm') }],
  result: '["1000"]',
  settings: ['max_link_distance'],
  factory: ({ defaults }) => [defaults.max_link_distance],
  persistence: 'flash',
  effect: 'none',
  deadline: 'rf-write',
  servedOn: ['http'],
  source: 'interface.md B.1, F.19',
  trust: 'PM',
};

/** The RF core: frequency, channel width, profiles, distance. */
export const rfMethods: readonly MethodDeclaration[] = [
  freq,
  bw,
  freqBw,
  supportedFrequencyProfiles,
  maxLinkDistance,
];
