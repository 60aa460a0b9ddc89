import { renamedSettings, valueOf, variableOf } from '../settings/settings.js';

/** An older name of a setting: the older mock's, whose times are whole seconds, or one of ours that has changed. */
export interface OlderName {
  /** A file's key, `network.http.port`, or a variable, `SILVUS_MOCK_SOFT_BOOT_TIME`. */
  readonly name: string;
  /** Path of the setting. */
  readonly path: string;
  /** Converts its value; a value that does not fit is left for the schema to reject. */
  readonly convert: (value: unknown) => unknown;
}

const same = (value: unknown) => value;

const wholeSeconds = 'whole seconds';

/** `30` (or `"30"`) is `"30s"`; anything else is no duration. */
const seconds = (value: unknown) =>
  (typeof value === 'number' || typeof value === 'string') && /^\d+$/.test(String(value))
    ? `${value}s`
    : wholeSeconds;

/** Allowed values of an older name, if they differ from the setting's. */
export function allowedFor({ convert }: OlderName): string | undefined {
  return convert === seconds ? wholeSeconds : undefined;
}

const textsOf = (profile: unknown) =>
  typeof profile === 'object' && profile !== null
    ? Object.fromEntries(Object.entries(profile).map(([key, value]) => [key, textOf(value)]))
    : profile;

const textOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(textOf);
  return typeof value === 'number' ? String(value) : value;
};

/** The older mock's profiles may have numbers where a radio has texts. */
const profiles = (value: unknown) => (Array.isArray(value) ? value.map(textsOf) : value);

const numberOf = (value: unknown) => (/^-?\d+$/.test(String(value)) ? Number(value) : value);

const listOf = (value: unknown) =>
  typeof value === 'string' ? value.split(',').map((each) => each.trim()) : value;

/** Older keys of files. */
export const olderKeys: readonly OlderName[] = [
  { name: 'network.http.port', path: 'http.port', convert: same },
  { name: 'network.maintenance.port', path: 'maintenance.port', convert: same },
  { name: 'network.maintenance.allowedCidrs', path: 'maintenance.allowedNetworks', convert: same },
  { name: 'profiles.frequencyProfiles', path: 'frequencyProfiles', convert: profiles },
  { name: 'timing.blackout.softBootSec', path: 'timing.softBoot', convert: seconds },
  { name: 'timing.blackout.powerChangeSec', path: 'timing.powerChange', convert: seconds },
  { name: 'timing.blackout.radioResetSec', path: 'timing.reboot', convert: seconds },
  { name: 'timing.commands.setPower.timeoutSec', path: 'deadlines.power', convert: seconds },
  { name: 'timing.commands.setChannel.timeoutSec', path: 'deadlines.rfWrite', convert: seconds },
  { name: 'timing.commands.read.timeoutSec', path: 'deadlines.read', convert: seconds },
  ...renamedSettings.map(({ path, olderPath }) => ({ name: olderPath, path, convert: same })),
];

/** Older variables, beside those of the older mock whose names are also ours. */
export const olderVariables: readonly OlderName[] = [
  { name: 'SILVUS_MOCK_MAINTENANCE_ALLOWED_CIDRS', path: 'maintenance.allowedNetworks', convert: listOf },
  { name: 'SILVUS_MOCK_POWER_MIN_DBM', path: 'power.minDbm', convert: numberOf },
  { name: 'SILVUS_MOCK_POWER_MAX_DBM', path: 'power.maxDbm', convert: numberOf },
  { name: 'SILVUS_MOCK_SOFT_BOOT_TIME', path: 'timing.softBoot', convert: seconds },
  { name: 'SILVUS_MOCK_POWER_CHANGE_TIME', path: 'timing.powerChange', convert: seconds },
  { name: 'SILVUS_MOCK_RADIO_RESET_TIME', path: 'timing.reboot', convert: seconds },
  { name: 'SILVUS_MOCK_SET_POWER_TIMEOUT', path: 'deadlines.power', convert: seconds },
  { name: 'SILVUS_MOCK_SET_CHANNEL_TIMEOUT', path: 'deadlines.rfWrite', convert: seconds },
  { name: 'SILVUS_MOCK_READ_TIMEOUT', path: 'deadlines.read', convert: seconds },
  ...renamedSettings.map((setting) => ({
    name: variableOf(setting),
    path: setting.path,
    convert: (value: unknown) => (typeof value === 'string' ? valueOf(setting.kind, value) : value),
  })),
];

/** Keys of the older mock's files that set nothing here; each gets a warning. */
export const idleOlderKeys: readonly string[] = [
  'network.http.serverHeader',
  'network.http.devMode',
  'timing.commands.selectRadio',
  'timing.commands.getState',
  'timing.backoff',
  'heartbeat',
  'probes',
  'buffering',
];
