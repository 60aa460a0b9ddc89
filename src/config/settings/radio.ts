import { modes } from '../../radio/mode.js';
import { maxNodeIdOfFirmware4, nodeIds } from '../../radio/values/node-id.js';
import { optionalSetting, setting } from './row.js';

/** The radio model: a name, a file, or the model itself. */
export const model = setting({
  flag: '--model <name>',
  group: 'Radio',
  summary: 'radio model, or a file with one',
  takes: 'restart',
  schema: ({ model }) => model,
  default: 'default',
});

/** Node ID instead of the model's; the management address and the factory system name follow from it. */
export const nodeid = optionalSetting({
  flag: '--nodeid <n>',
  group: 'Radio',
  summary: "node ID instead of the model's; address and system name follow from it",
  note: `at most ${maxNodeIdOfFirmware4} with firmware 4`,
  takes: 'restart',
  schema: ({ whole }) => whole(nodeIds.min, nodeIds.max),
  unset: 'by the model',
});

/** Addresses by which a radio names itself and others. */
export const addresses = setting({
  flag: '--addresses <which>',
  group: 'Radio',
  summary:
    'addresses in local_address and read_client_list: radio (by node ID), or served (the host listened on)',
  takes: 'restart',
  schema: ({ z }) => z.enum(['radio', 'served']),
  default: 'radio',
});

/** Operating mode. */
export const mode = setting({
  flag: '--mode <mode>',
  group: 'Radio',
  summary: 'normal, degraded (some faults are on), or offline (always UNAVAILABLE)',
  takes: 'live',
  schema: ({ z }) => z.enum(modes),
  default: 'normal',
});

/** Folder of the flash files, one for each radio with ports. */
export const stateDir = optionalSetting({
  flag: '--state-dir <folder>',
  group: 'Radio',
  summary: 'folder that keeps flash from one start to the next',
  takes: 'restart',
  schema: ({ text }) => text,
  unset: 'flash in memory only',
});

/** A file with a scenario, or the scenario itself. */
export const scenario = optionalSetting({
  flag: '--scenario <file>',
  group: 'Radio',
  summary: 'YAML or JSON file with a scenario to run from the start',
  takes: 'restart',
  schema: ({ scenario }) => scenario,
  unset: 'none',
});

/** A module with custom methods, for `silvus-mock start`; a program passes its own. */
export const methodsFile = optionalSetting({
  flag: '--methods <file>',
  group: 'Radio',
  summary: 'JavaScript module with custom methods',
  takes: 'restart',
  schema: ({ methodsFile }) => methodsFile,
  unset: 'none',
});

/** Custom methods with fixed replies, and settings. */
export const methods = setting({
  group: 'Radio',
  summary: 'custom methods with fixed replies, and settings of your own',
  takes: 'restart',
  schema: ({ methods }) => methods,
  default: [],
});

/** Frequencies that the radio accepts. */
export const frequencyGrid = setting({
  flag: '--frequency-grid <grid>',
  group: 'Radio',
  summary: 'allowed frequencies: fine (every 0.1 MHz), or step (the steps of the profiles)',
  takes: 'restart',
  schema: ({ z }) => z.enum(['fine', 'step']),
  default: 'fine',
});

/** Profiles instead of the model's. */
export const frequencyProfiles = optionalSetting({
  group: 'Radio',
  summary: "frequency profiles instead of the model's",
  takes: 'restart',
  schema: ({ frequencyProfiles }) => frequencyProfiles,
  unset: 'by the model',
});

/** Power limits instead of the model's. */
export const power = {
  minDbm: optionalSetting({
    flag: '--power-min <dBm>',
    group: 'Radio',
    summary: 'lowest power_dBm',
    takes: 'restart',
    schema: ({ dbm }) => dbm,
    unset: 'by the model',
  }),
  maxDbm: optionalSetting({
    flag: '--power-max <dBm>',
    group: 'Radio',
    summary: 'highest power_dBm',
    takes: 'restart',
    schema: ({ dbm }) => dbm,
    unset: 'by the model',
  }),
};

/** Format of replies. */
export const reply = {
  errors: setting({
    flag: '--reply-errors <form>',
    group: 'Radio',
    summary: 'errors as object, or as string: the token alone',
    takes: 'live',
    schema: ({ z }) => z.enum(['object', 'string']),
    default: 'object',
  }),
  json: setting({
    flag: '--reply-json <form>',
    group: 'Radio',
    summary: 'JSON with blanks as a radio prints them, or compact',
    takes: 'live',
    schema: ({ z }) => z.enum(['radio', 'compact']),
    default: 'radio',
  }),
};

/** A network, in place of one radio; for the command. */
export const network = optionalSetting({
  flag: '--network <file>',
  group: 'Radio',
  summary: 'network of radios to run: a YAML or JSON file, or the name of a sample',
  takes: 'restart',
  schema: ({ text }) => text,
  unset: 'none',
});

/** Number of radios, in place of one; for the command. */
export const radios = optionalSetting({
  flag: '--radios <n>',
  group: 'Radio',
  summary: 'radios to run, all served, at places that follow from the seed',
  takes: 'restart',
  schema: ({ whole }) => whole(1, 10_000),
  unset: 'one and two neighbours',
});

/** A radio without any network; for the command. */
export const alone = setting({
  flag: '--alone',
  group: 'Radio',
  summary: 'run one radio without neighbours',
  takes: 'restart',
  schema: ({ z }) => z.boolean(),
  default: false,
});

/** Seed of all random values. */
export const seed = optionalSetting({
  flag: '--seed <n>',
  group: 'Radio',
  summary: 'seed of all random values',
  takes: 'restart',
  schema: ({ whole }) => whole(0, Number.MAX_SAFE_INTEGER),
  unset: 'drawn at the start',
});
