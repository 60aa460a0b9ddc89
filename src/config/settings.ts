/** How a setting's text (from a flag or a variable) becomes a value. */
export type SettingKind = 'text' | 'number' | 'boolean' | 'list';

/** One setting, as the command line, the environment and the documents name it. */
export interface Setting {
  /** Where it stands in the configuration: `worker.queueCapacity`. */
  readonly path: string;
  /** `--queue-capacity`. */
  readonly flag: string;
  /** What its value is called in help: `<n>`; empty for a flag that says no. */
  readonly value: string;
  readonly kind: SettingKind;
  /** Heading in help. */
  readonly group: string;
  /** One line for help, with the default in brackets. */
  readonly summary: string;
  /** When a change in the configuration is taken over: by a simulator that runs, or by the next one. */
  readonly takes: 'live' | 'restart';
}

/** Settings, and branches of them, that a simulator takes over while it runs. */
const live: readonly string[] = [
  'mode',
  'reply',
  'timing',
  'deadlines',
  'worker',
  'deferred',
  'http',
  'maintenance',
  'journal',
  'close',
  'log.level',
];

/** Of those above, what a port is opened with. */
const opened: readonly string[] = ['http.port', 'maintenance.port'];

/** When a change of the setting at a path is taken over. */
export function takesOf(path: string): Setting['takes'] {
  const isLive = live.some((each) => path === each || path.startsWith(`${each}.`));
  return isLive && !opened.includes(path) ? 'live' : 'restart';
}

/** Path, flag, value, summary; the kind follows from the value. */
type Row = readonly [path: string, flag: string, value: string, summary: string];

const kinds: Readonly<Record<string, SettingKind>> = {
  '<n>': 'number',
  '<port>': 'number',
  '<bytes>': 'number',
  '<dBm>': 'number',
  '<factor>': 'number',
  '<true|false>': 'boolean',
  '<networks>': 'list',
  '<names>': 'list',
  // A flag that says no.
  '': 'boolean',
};

const group = (name: string, rows: readonly Row[]): readonly Setting[] =>
  rows.map(([path, flag, value, summary]) => ({
    path,
    flag,
    value,
    summary,
    kind: kinds[value] ?? 'text',
    group: name,
    takes: takesOf(path),
  }));

/** Every setting that a flag or a variable can give, in the order in which help lists them. */
export const settings: readonly Setting[] = [
  ...group('Ports', [
    ['host', '--host', '<address>', 'address to listen on (127.0.0.1)'],
    ['http.port', '--http-port', '<port>', 'HTTP port; 0: any that is free (8080)'],
    ['maintenance.port', '--maintenance-port', '<port>', 'maintenance port; 0: any that is free (50000)'],
    [
      'maintenance.allowedNetworks',
      '--maintenance-allow',
      '<networks>',
      'who may use it (127.0.0.0/8, ::1/128, 172.20.0.0/16)',
    ],
    [
      'maintenance.persistent',
      '--maintenance-persistent',
      '<true|false>',
      'keep it open after a reply (false)',
    ],
    [
      'http.maintenanceMethods',
      '--maintenance-over-http',
      '<true|false>',
      'serve zeroize and the resets over HTTP too (true)',
    ],
  ]),
  ...group('Radio', [
    ['model', '--model', '<name>', 'radio model, or a file with one (default)'],
    [
      'mode',
      '--mode',
      '<mode>',
      'normal, degraded (with faults), or offline: unavailable without end (normal)',
    ],
    ['stateDir', '--state-dir', '<folder>', 'folder that keeps flash from one start to the next (none)'],
    ['scenario', '--scenario', '<file>', 'what happens to it by itself: a YAML or JSON file (nothing)'],
    ['methodsFile', '--methods', '<file>', 'methods of your own: a JavaScript module (none)'],
    ['frequencyGrid', '--frequency-grid', '<grid>', "fine: every 0.1 MHz; step: the profiles' steps (fine)"],
    ['power.minDbm', '--power-min', '<dBm>', 'least power_dBm (by model)'],
    ['power.maxDbm', '--power-max', '<dBm>', 'most power_dBm (by model)'],
    ['reply.errors', '--reply-errors', '<form>', 'errors as object, or string: the token alone (object)'],
    ['reply.json', '--reply-json', '<form>', 'blanks as a radio prints them, or compact (radio)'],
    ['seed', '--seed', '<n>', 'seed of all chance (drawn, and printed)'],
  ]),
  ...group('Time', [
    ['timing.preset', '--timing', '<preset>', 'blackouts: radio, cb-timing, fast, instant (radio)'],
    ['timing.softBoot', '--soft-boot', '<time>', 'blackout after freq, bw, freq_bw writes (by preset)'],
    ['timing.powerChange', '--power-change', '<time>', 'blackout after power writes (by preset)'],
    ['timing.reset', '--reset', '<time>', 'blackout of a reboot (by preset)'],
    [
      'timing.rebootDelay',
      '--reboot-delay',
      '<time>',
      'from the reply of radio_reset to its reboot (by preset)',
    ],
    ['timing.zeroize', '--zeroize', '<time>', 'blackout after zeroize (by preset)'],
    ['blackout', '--blackout', '<face>', 'how it shows: error, refuse, rst, hang, http-503 (error)'],
    ['timeScale', '--time-scale', '<factor>', 'simulated seconds per real second (1)'],
  ]),
  ...group('Queue', [
    ['worker.processingTime', '--processing-time', '<time>', 'time per command, or a range: 20ms..50ms (0)'],
    ['worker.queueCapacity', '--queue-capacity', '<n>', 'requests that may wait; beyond: BUSY (100)'],
    ['worker.admissionTimeout', '--admission-timeout', '<time>', 'wait for a place before BUSY (0)'],
    ['worker.maxBatch', '--max-batch', '<n>', 'calls in one batch (32)'],
    ['worker.slowCommand', '--slow-command', '<time>', 'from here on logged as slow; 0: never (100ms)'],
    ['deferred.maxOrders', '--deferred-orders', '<n>', 'deferred orders that may wait; beyond: BUSY (16)'],
    ['deferred.maxSleep', '--deferred-sleep', '<time>', 'how much later one may be carried out (1h)'],
    ['deadlines.rfWrite', '--rf-write-deadline', '<time>', 'for writes other than power; 0: none (30s)'],
    ['deadlines.power', '--power-deadline', '<time>', 'for power writes; 0: none (10s)'],
    ['deadlines.read', '--read-deadline', '<time>', 'for reads; 0: none (5s)'],
  ]),
  ...group('Limits', [
    ['http.maxConnections', '--http-max-connections', '<n>', 'at once; 0: no limit (256)'],
    [
      'http.maxConnectionsPerAddress',
      '--http-max-connections-per-address',
      '<n>',
      'at once; 0: no limit (0)',
    ],
    ['http.maxBodyBytes', '--http-max-body', '<bytes>', 'size of a request (1048576)'],
    ['http.maxBufferedBytes', '--http-max-buffered', '<bytes>', 'held for one client; 0: no limit (1048576)'],
    ['http.headerTimeout', '--http-header-timeout', '<time>', 'until the headers are complete (10s)'],
    ['http.requestTimeout', '--http-request-timeout', '<time>', 'until the request is complete (10s)'],
    ['http.keepAliveTimeout', '--http-keep-alive-timeout', '<time>', 'between two requests (65s)'],
    ['http.writeTimeout', '--http-write-timeout', '<time>', 'until the client has taken the reply (10s)'],
    ['maintenance.maxConnections', '--maintenance-max-connections', '<n>', 'at once; 0: no limit (10)'],
    [
      'maintenance.maxConnectionsPerAddress',
      '--maintenance-max-connections-per-address',
      '<n>',
      'at once; 0: no limit (0)',
    ],
    ['maintenance.maxLineBytes', '--maintenance-max-line', '<bytes>', 'size of a message (8192)'],
    ['maintenance.idleTimeout', '--maintenance-idle-timeout', '<time>', 'until a message is complete (30s)'],
    [
      'maintenance.writeTimeout',
      '--maintenance-write-timeout',
      '<time>',
      'until the client has the reply (10s)',
    ],
    [
      'maintenance.lingerTimeout',
      '--maintenance-linger-timeout',
      '<time>',
      "until the client's own end (1s)",
    ],
  ]),
  ...group('Journal', [
    ['journal.maxEntries', '--journal-entries', '<n>', 'exchanges that are kept; 0: none (1000)'],
    ['journal.maxBytes', '--journal-bytes', '<bytes>', 'bytes that they may have together (16777216)'],
  ]),
  ...group('Control', [
    ['control.enabled', '--no-control', '', 'do without the control port'],
    ['control.host', '--control-host', '<address>', 'address that it listens on (127.0.0.1)'],
    ['control.port', '--control-port', '<port>', 'control port; 0: any that is free (8081)'],
    ['control.token', '--control-token', '<token>', 'what must be shown there; a variable hides it (none)'],
    ['control.allowedHosts', '--control-allow-hosts', '<names>', 'names that it may be called by (none)'],
  ]),
  ...group('Close', [
    ['close.grace', '--grace', '<time>', 'time that a close may take (10s)'],
    ['close.drain', '--drain', '<how>', 'waiting commands at a close: finish, or reject (finish)'],
  ]),
  ...group('Log', [
    ['log.level', '--log-level', '<level>', 'debug, info, warn, error, silent (info)'],
    ['log.format', '--log-format', '<form>', 'auto, pretty, json (auto: pretty on a terminal)'],
    ['log.file', '--log-file', '<file>', 'file to log to; SIGHUP opens it anew (stderr)'],
  ]),
];

/** The variable of a setting: `--queue-capacity` is `SILVUS_MOCK_QUEUE_CAPACITY`, `--no-control` is `SILVUS_MOCK_CONTROL`. */
export function variableOf({ flag }: Pick<Setting, 'flag'>): string {
  return `SILVUS_MOCK_${flag
    .replace(/^--(no-)?/, '')
    .replaceAll('-', '_')
    .toUpperCase()}`;
}

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

/** Branches that settings stand in: `http`, `worker`. */
export const sections: readonly string[] = [
  ...new Set(
    settings.flatMap(({ path }) => (path.includes('.') ? [path.slice(0, path.lastIndexOf('.'))] : [])),
  ),
];
