import type { ErrorDetail } from '../../core/errors.js';
import type { RadioView } from '../declaration.js';
import { declare } from './declare.js';
import { numberChoiceDomain } from '../values/domain.js';
import { linkDistance } from '../model.js';
import { nodeIdDomain, nodeIdOf, textDomain } from '../values/text-domain.js';
import { fact } from './fact.js';
import { setting } from './setting.js';

/** Conflict of a frequency and a channel width (both MHz) that no profile has together. */
function pairConflict(view: RadioView, frequency = '', bandwidth = ''): ErrorDetail | undefined {
  if (view.plan.allows(frequency, bandwidth)) return undefined;
  return {
    field: 'freq, bw',
    value: `${frequency}, ${bandwidth}`,
    allowed: 'a pair that one frequency profile holds',
  };
}

const freq = declare({
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
  source: 'ICD, EDGE, GUI, SEL (interface.md B.1)',
  trust: 'PM',
  assumption: 'a read returns the text that was written',
  conflict: ([frequency], view) => pairConflict(view, frequency, view.settings.running('bw')[0]),
});

const bw = declare({
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
  source: 'EDGE, GUI, AVN (interface.md B.1, F.21)',
  trust: 'PM',
  assumption: 'causes a soft boot, as freq_bw does',
  conflict: ([bandwidth], view) => pairConflict(view, view.settings.running('freq')[0], bandwidth),
});

const freqBw = declare({
  name: 'freq_bw',
  family: 'rf',
  summary: 'Centre frequency and channel width together, MHz',
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
  source: 'PD, GUI, PTT, AVN (interface.md B.1)',
  trust: 'FW',
  conflict: ([frequency, bandwidth], view) => pairConflict(view, frequency, bandwidth),
});

const supportedFrequencyProfiles = fact({
  name: 'supported_frequency_profiles',
  family: 'rf',
  summary: 'Valid combinations of frequencies, channel width and antennas',
  result: '[{"frequencies": ["2200:20:2380", "4700"], "bandwidth": "-1", "antenna_mask": "15"}]',
  source: 'ICD (interface.md B.1, F.4, F.5)',
  trust: 'PM',
  read: ({ model }) => model.frequencyProfiles,
});

const supportedFrequencies = fact({
  name: 'supported_frequencies',
  family: 'rf',
  summary: 'List of centre frequencies, MHz, as older firmware has it instead of profiles',
  result: '["2200", "2220", "4700"]',
  source: 'GUI (interface.md B.1)',
  trust: 'FW',
  assumption:
    'the steps of all profiles, ascending and without duplicates, at most 4096; newer firmware still has it',
  read: ({ plan }) => plan.steps(),
});

/** Density of thermal and receiver noise, dBm per Hz: -95 dBm in 20 MHz. */
const noiseDensity = -168;

/** Noise in the channel of a radio that is alone, whole dBm. */
function noiseAlone({ settings }: RadioView): number {
  return Math.round(noiseDensity + 10 * Math.log10(Number(settings.running('bw')[0]) * 1e6));
}

/** Noise and interference in the channel of a node, whole dBm; undefined for a node that is not reachable. */
export function noiseFloor(view: RadioView, node = Number(view.model.identity.nodeid)): number | undefined {
  if (view.network !== undefined) {
    const noise = view.network.node(node)?.noise;
    return noise === undefined ? undefined : Math.round(noise);
  }
  return node === Number(view.model.identity.nodeid) ? noiseAlone(view) : undefined;
}

const noiseLevel = fact({
  name: 'noise_level',
  family: 'rf',
  summary: 'Noise level in the channel, dBm; with a node ID, that of the node',
  asks: () => [{ name: 'node', domain: nodeIdDomain, optional: true }],
  result: '["-95"]',
  source: 'EDGE, MAVP, LUA2, PD (interface.md B.1)',
  trust: 'PM',
  assumption:
    'alone -95 at 20 MHz, and in proportion to the channel width; in a network, thermal noise, noise figure and interference; [] for a node that is not reachable',
  read: (view, [node]) => {
    const noise = node === undefined ? noiseFloor(view) : noiseFloor(view, Number(nodeIdOf(node)));
    return noise === undefined ? [] : [String(noise)];
  },
});

const maxLinkDistance = setting(
  {
    name: 'max_link_distance',
    family: 'rf',
    summary: 'Maximum link distance, metres; the same on all nodes of a network',
    takes: linkDistance,
    factory: ({ defaults }) => [defaults.max_link_distance],
    source: 'ICD, GUI, AVN (interface.md B.1, F.19)',
    trust: 'PM',
  },
  { result: '["1000"]', flashName: 'link_distance' },
);

const networkName = setting(
  {
    name: 'nw_name',
    family: 'rf',
    summary: 'Network ID; nodes with another ID are not received',
    takes: textDomain(/^[A-Za-z0-9 -]{1,32}$/, 32, '1 to 32 letters, digits, blanks and hyphens', [
      'net1',
      'net 2',
      'a-b',
    ]),
    factory: ['net1'],
    source: 'PTT, AVN (interface.md B.1)',
    trust: 'C',
  },
  { assumption: 'the factory value is that of the only known example' },
);

/** The RF core: frequency, channel width, profiles, distance, network. */
export const rfMethods = [
  freq,
  bw,
  freqBw,
  supportedFrequencyProfiles,
  supportedFrequencies,
  maxLinkDistance,
  networkName,
  noiseLevel,
] as const;
