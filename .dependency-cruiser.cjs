/** What rooms above the ports may know of them: requests, replies and names, but no port. */
const requests = ['ports/delivery.ts', 'ports/origin.ts', 'ports/registry.ts', 'ports/request-sink.ts'];

/**
 * The walls of docs/architecture.md, as an allowlist: each room names the rooms, or the single files, that it may
 * import. A room or a loose file in src/ that is not listed here is an error.
 */
const rooms = {
  core: [],
  files: ['core'],
  net: ['core'],
  documents: ['core', 'files'],
  radio: ['core'],
  network: ['core'],
  gpsd: ['core', 'documents'],
  ports: ['core', 'net', 'gpsd'],
  reports: ['core'],
  worker: ['core', 'radio', 'ports/origin.ts'],
  jsonrpc: ['core', 'radio', 'worker'],
  faults: ['core', 'documents', 'radio', 'reports', 'jsonrpc', ...requests],
  chaos: ['core', 'radio', 'worker', 'jsonrpc', 'faults', ...requests],
  journal: ['core', 'documents', 'radio', 'worker', 'jsonrpc', ...requests],
  flash: ['core', 'files', 'radio'],
  'custom-methods': ['core', 'documents', 'radio', 'worker', 'ports/registry.ts'],
  scenario: ['core', 'documents', 'radio', 'faults'],
  config: ['core', 'documents', 'radio', 'network', 'custom-methods', 'scenario', 'chaos/levels.ts'],
  login: ['core', 'radio', 'jsonrpc', 'config', 'ports/request-origin.ts', ...requests],
  'command-path': [
    'core',
    'radio',
    'worker',
    'jsonrpc',
    'faults',
    'chaos',
    'journal',
    'flash',
    'custom-methods',
    'config',
    'login',
    ...requests,
  ],
  simulator: [
    'core',
    'gpsd/fix.ts',
    'files/disk.ts',
    'net',
    'documents',
    'radio',
    'network',
    'ports',
    'reports',
    'worker',
    'jsonrpc',
    'faults',
    'chaos',
    'journal',
    'flash',
    'scenario',
    'config',
    'login',
    'command-path',
  ],
  control: [
    'core',
    'net',
    'documents',
    'radio',
    'ports',
    'reports',
    'worker',
    'jsonrpc',
    'faults',
    'journal',
    'config',
    'login/login-counts.ts',
    'command-path',
    'simulator',
  ],
  library: [
    'core',
    'files/disk.ts',
    'net',
    'radio',
    'network',
    'worker',
    'faults',
    'journal',
    'custom-methods',
    'config',
    'command-path',
    'simulator',
    'control',
  ],
  'fuzz-client': [
    'core',
    'documents/tree.ts',
    'radio',
    'chaos/levels.ts',
    'chaos/catalogue.ts',
    'journal/exchange.ts',
    'config/settings/settings.ts',
    'simulator/port-addresses.ts',
    'library',
  ],
  fuzz: ['core', 'files', 'radio', 'config/models.ts', 'fast-check'],
  vitest: ['core', 'journal', 'simulator', 'library'],
  'fast-check': ['core', 'radio', 'worker/job.ts', 'config/models.ts', 'network', 'library'],
  cli: [
    'core',
    'files',
    'documents',
    'radio',
    'ports/registry.ts',
    'reports',
    'jsonrpc',
    'chaos/levels.ts',
    'faults',
    'journal',
    'custom-methods',
    'scenario',
    'config',
    'command-path',
    'simulator',
    'library',
    'fuzz-client',
    'fuzz',
  ],
};

/** The only loose files of src/: the public names, and the same for ES modules. */
const root = '^src/index\\.m?ts$';

const folder = (room) => (room.endsWith('.ts') ? `^src/${room.replaceAll('.', '\\.')}$` : `^src/${room}/`);
/** The page knows the control plane's API alone, by HTTP: no file of src/. */
const page = '^page/src/';

/** The packages that are built into the page. Of zod only the part that makes no code from text: the page's CSP forbids it. */
const pagePackages = 'node_modules/(preact|@preact/signals|uplot|openapi-fetch|eventsource-parser|zod/mini)/';

const known = [root, page, ...Object.keys(rooms).map(folder)];

/** What is not a file of ours: Node.js and the packages; which packages, the rules below say. */
const outside = { path: '^src/' };

module.exports = {
  allowed: [
    ...Object.entries(rooms).map(([room, others]) => ({
      from: { path: folder(room) },
      to: { path: [room, ...others].map(folder) },
    })),
    {
      from: { path: root },
      to: {
        path: [
          root,
          ...Object.keys(rooms)
            .filter((room) => !['cli', 'fast-check', 'fuzz'].includes(room))
            .map(folder),
        ],
      },
    },
    { from: { path: page }, to: { path: page } },
    { from: { path: known }, to: { pathNot: [outside.path, page] } },
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
      from: { path: '^src/', pathNot: '^src/(vitest|cli)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      // These are in the bundle of the command (build-command.js), so that nobody has to install them.
      name: 'only-declared-or-bundled-dependencies',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/(commander|pino|pino-pretty)/',
      },
    },
    {
      name: 'only-packages-of-the-page',
      severity: 'error',
      from: { path: page },
      to: { pathNot: [page, pagePackages] },
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
