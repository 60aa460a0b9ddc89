/** How a setting's text (from a flag or a variable) becomes a value. */
export type SettingKind = 'text' | 'number' | 'boolean' | 'list';

/** One setting, as the command line names it. */
export interface Setting {
  /** Where it stands in the configuration: `worker.queueCapacity`. */
  readonly path: string;
  /** `--queue-capacity`. */
  readonly flag: string;
  /** What its value is called in help: `<n>`. */
  readonly value: string;
  readonly kind: SettingKind;
  /** One line for help. */
  readonly summary: string;
}

const setting = (path: string, flag: string, value: string, kind: SettingKind, summary: string): Setting => ({
  path,
  flag,
  value,
  kind,
  summary,
});

/** The settings that have a flag, in the order in which help lists them. */
export const settings: readonly Setting[] = [
  setting('host', '--host', '<address>', 'text', 'address to listen on (127.0.0.1)'),
  setting('http.port', '--http-port', '<port>', 'number', 'HTTP port; 0: any that is free (8080)'),
  setting(
    'maintenance.port',
    '--maintenance-port',
    '<port>',
    'number',
    'maintenance port; 0: any that is free (50000)',
  ),
  setting('model', '--model', '<name>', 'text', 'radio model, or a file with one (default)'),
  setting(
    'timing.preset',
    '--timing',
    '<preset>',
    'text',
    'blackouts: radio, cb-timing, fast, instant (radio)',
  ),
  setting(
    'blackout',
    '--blackout',
    '<face>',
    'text',
    'how it shows: error, refuse, reset, hang, http-503 (error)',
  ),
  setting(
    'timing.softBoot',
    '--soft-boot',
    '<time>',
    'text',
    'blackout after freq, bw, freq_bw writes (by preset)',
  ),
  setting(
    'timing.powerChange',
    '--power-change',
    '<time>',
    'text',
    'blackout after power writes (by preset)',
  ),
  setting('timing.reset', '--reset', '<time>', 'text', 'blackout of a reboot (by preset)'),
  setting(
    'worker.processingTime',
    '--processing-time',
    '<time>',
    'text',
    'time per command, or a range: 20ms..50ms (0)',
  ),
  setting(
    'worker.queueCapacity',
    '--queue-capacity',
    '<n>',
    'number',
    'requests that may wait; beyond: BUSY (100)',
  ),
  setting(
    'worker.admissionTimeout',
    '--admission-timeout',
    '<time>',
    'text',
    'wait for a place in the queue before BUSY (0)',
  ),
  setting('mode', '--mode', '<mode>', 'text', 'normal, or offline: unavailable without end (normal)'),
  setting('timeScale', '--time-scale', '<factor>', 'number', 'simulated seconds per real second (1)'),
  setting('seed', '--seed', '<n>', 'number', 'seed of all chance (drawn, and printed)'),
  setting('close.grace', '--grace', '<time>', 'text', 'time that a close may take (10s)'),
  setting(
    'close.drain',
    '--drain',
    '<how>',
    'text',
    'waiting commands at a close: finish, or reject (finish)',
  ),
];

/** Turns a setting's text into the value that the schema judges; what does not fit is left to it. */
export function valueOf(kind: SettingKind, text: string): unknown {
  switch (kind) {
    case 'text':
      return text;
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' || text === 'false' ? text === 'true' : text;
    case 'list':
      return text.split(',').map((each) => each.trim());
  }
}

/** A configuration as a tree, before it is checked. */
export interface ConfigTree {
  [key: string]: unknown;
}

/** Sets the value at a path such as `worker.queueCapacity`, making what is missing on the way. */
export function setAt(tree: ConfigTree, path: string, value: unknown): void {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const below = tree[key];
  const next: ConfigTree = typeof below === 'object' && below !== null ? { ...below } : {};
  tree[key] = next;
  setAt(next, rest.join('.'), value);
}
