/**
 * The walls of docs/architecture.md, as an allowlist: each room names the rooms that it may import. A room or a loose
 * file in src/ that is not listed here is an error.
 */
const rooms = {
  core: [],
  net: ['core'],
  radio: ['core'],
  worker: ['core', 'radio'],
  config: ['core', 'radio', 'custom-methods'],
  'custom-methods': ['core', 'radio', 'worker', 'config'],
  faults: ['core', 'config', 'worker'],
  jsonrpc: ['core', 'radio', 'worker', 'faults'],
  journal: ['core', 'radio', 'worker', 'faults', 'jsonrpc'],
  flash: ['core', 'radio'],
  scenario: ['core', 'radio', 'config', 'faults', 'command-path'],
  'command-path': [
    'core',
    'radio',
    'worker',
    'config',
    'custom-methods',
    'faults',
    'jsonrpc',
    'journal',
    'flash',
    'scenario',
  ],
  ports: ['core', 'net', 'worker', 'config', 'faults', 'command-path'],
  simulator: [
    'core',
    'net',
    'radio',
    'worker',
    'config',
    'custom-methods',
    'faults',
    'jsonrpc',
    'journal',
    'flash',
    'scenario',
    'command-path',
    'ports',
    'control',
  ],
  control: [
    'core',
    'net',
    'radio',
    'worker',
    'config',
    'faults',
    'jsonrpc',
    'journal',
    'scenario',
    'command-path',
    'simulator',
  ],
  vitest: ['core', 'journal', 'simulator'],
  cli: [
    'core',
    'radio',
    'config',
    'custom-methods',
    'faults',
    'jsonrpc',
    'journal',
    'scenario',
    'command-path',
    'simulator',
    'control',
  ],
};

/** The only loose file of src/: the public names. */
const root = '^src/index\\.ts$';

const folder = (room) => `^src/${room}/`;
const known = [root, ...Object.keys(rooms).map(folder)];

/** What is not a file of ours: Node.js and the packages; which packages, the rules below say. */
const outside = { path: '^src/' };

module.exports = {
  allowed: [
    ...Object.entries(rooms).map(([room, others]) => ({
      from: { path: folder(room) },
      to: { path: [room, ...others].map(folder) },
    })),
    { from: { path: root }, to: { path: Object.keys(rooms).filter((room) => room !== 'cli').map(folder) } },
    { from: { path: known }, to: { pathNot: outside.path } },
  ],
  allowedSeverity: 'error',
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unlisted-room-or-file',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: known },
      to: {},
    },
    {
      name: 'only-declared-dependencies',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/vitest/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
