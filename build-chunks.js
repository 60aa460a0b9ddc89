import { join, relative } from 'node:path';

/** What is loaded first and alone. */
const ofParent = ['src/cli/start/parent-at-start.ts'];

/** What every command has loaded before it does anything. */
const ofAll = ['src/cli/main.ts'];

/** The flags of the configuration, which the help text shows too. */
const ofFlags = ['src/cli/commands/start.ts'];

/** What reads a configuration, and the methods that it gives. */
const ofConfiguration = [
  'src/cli/configuration.ts',
  'src/cli/start/methods-file.ts',
  'src/custom-methods/custom-methods.ts',
];

/** What `silvus-mock start` has loaded before it listens. */
const ofStart = [...ofFlags, 'src/cli/start/run.ts', 'src/control/server/control-plane.ts'];

/** The other commands as they are declared. */
const otherCommands = /^src\/cli\/commands\/(?!start\.ts)/;

/** Modules of the commands for a running radio or simulator. */
const ofClients = /^src\/cli\/(?:client|remote|target|wait|commands\/(?:call|wait)\.ts)/;

/** What they load only where they have to read the configuration or to follow a network. */
const rarely = /^src\/(?:cli\/(?:configuration|map)|simulator|library)\b/;

/** Reading and writing of files, for commands that have one to write. */
const files = /^src\/files\//;

const zod = /\/node_modules\/zod\//;

/** Which modules import which, as a bundler finds them. */
class ModuleGraph {
  #cwd;
  /** @type {Map<string, { readonly atOnce: readonly string[], readonly later: readonly string[] }>} */
  #imports = new Map();

  /** @param {string} cwd root of the project */
  constructor(cwd) {
    this.#cwd = cwd;
  }

  /** A plugin that fills it. */
  get plugin() {
    return {
      name: 'module-graph',
      moduleParsed: ({ id, importedIds, dynamicallyImportedIds }) =>
        void this.#imports.set(id, { atOnce: importedIds, later: dynamicallyImportedIds }),
    };
  }

  /** These modules, all that they import at once, and so on. */
  closureOf(ids) {
    const closure = new Set(ids);
    for (const id of closure) for (const each of this.#imports.get(id)?.atOnce ?? []) closure.add(each);
    return closure;
  }

  /** The modules at these paths. */
  at(paths) {
    const ids = paths.map((path) => join(this.#cwd, path));
    const missing = ids.filter((id) => !this.#imports.has(id));
    if (missing.length > 0)
      throw new Error(`build-chunks.js: no module of the command: ${missing.join(', ')}`);
    return ids;
  }

  /** The modules whose paths match one of these. */
  matching(...patterns) {
    return [...this.#imports.keys()].filter((id) => patterns.some((each) => each.test(this.#pathOf(id))));
  }

  /** What these modules import later, without what is needed rarely. */
  laterOf(ids) {
    const later = ids.flatMap((id) => this.#imports.get(id)?.later ?? []);
    return later.filter((id) => !rarely.test(this.#pathOf(id)));
  }

  #pathOf(id) {
    return relative(this.#cwd, id);
  }
}

/**
 * Groups of modules that become one chunk each. Finding, reading and compiling a file of its own costs a start more than
 * what is in most of them: without groups `start` reads some seventy. Commands for a running simulator share chunks with
 * it, but must not load what only a simulator needs.
 * @param {string} cwd root of the project
 * @returns a plugin that learns what imports what, and the groups
 */
export function chunkGroups(cwd) {
  const graph = new ModuleGraph(cwd);
  /** A test that finds its modules when all are known. */
  const within = (/** @type {() => Iterable<string>} */ roots) => {
    let closure;
    return (/** @type {string} */ id) => (closure ??= graph.closureOf(roots())).has(id);
  };
  const isOfStart = within(() => graph.at(ofStart));
  const isOfClients = within(() => graph.matching(ofClients, otherCommands));
  const isLaterOfClients = within(() => graph.laterOf(graph.matching(ofClients)));
  const isOfFiles = within(() => graph.matching(files));
  const isOfConfiguration = within(() => graph.at(ofConfiguration));
  const usesZod = (/** @type {string} */ id) => [...graph.closureOf([id])].some((each) => zod.test(each));
  // A module belongs to the first that it fits.
  const groups = [
    { name: 'parent', test: within(() => graph.at(ofParent)) },
    { name: 'command', test: within(() => graph.at(ofAll)) },
    { name: 'zod', test: zod },
    { name: 'flags', test: within(() => graph.at(ofFlags)) },
    { name: 'client', test: (id) => isOfStart(id) && isOfClients(id) && !usesZod(id) },
    { name: 'answers', test: (id) => isOfStart(id) && isOfClients(id) },
    { name: 'files', test: (id) => isOfStart(id) && isOfFiles(id) },
    { name: 'radio', test: (id) => isOfStart(id) && isLaterOfClients(id) },
    { name: 'configuration', test: (id) => isOfStart(id) && isOfConfiguration(id) },
    { name: 'simulator', test: isOfStart },
  ];
  return {
    plugin: graph.plugin,
    groups: groups.map((each, at) => ({ ...each, priority: groups.length - at })),
  };
}
