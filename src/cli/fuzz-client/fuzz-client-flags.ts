import { settings } from '../../config/settings/settings.js';

/** Groups of settings whose flags the radio of a case has. */
const groups: readonly string[] = ['Radio', 'Chaos', 'Login', 'Time', 'Queue', 'Limits'];

/** Settings that make no sense for the radio of a case. */
const without: readonly string[] = [
  'network',
  'radios',
  'alone',
  'addresses',
  'stateDir',
  'clock',
  'methodsFile',
  'chaos.share',
];

/** The settings whose flags `fuzz-client` takes. */
export const caseSettings = settings.filter(
  ({ group, path }) => groups.includes(group) && !without.includes(path),
);

/** Flags of `silvus-mock fuzz-client` beside the radio's settings. */
export interface FuzzClientFlags {
  readonly cases: string;
  readonly for?: string;
  readonly timeout: string;
  readonly maxRequests: string;
  readonly exitCodes: string;
  readonly report: string;
  readonly expect?: string;
  readonly reject?: string;
  readonly writes: string;
  readonly concurrency?: string;
  readonly json?: true;
}

/** Line in which a command says what it has read: `report freq 2490`. */
export const defaultReport = '^report (\\S+) (.+)$';
