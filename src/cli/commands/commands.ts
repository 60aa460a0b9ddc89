import type { CommandList } from '../command.js';

/**
 * Commands that work without a control plane, in the order of the help text. A command's file declares it and loads
 * its heavy imports inside its action.
 */
export const commands: CommandList = {
  start: async () => (await import('./start.js')).startCommand(),
  call: async () => (await import('./call.js')).callCommand(),
  wait: async () => (await import('./wait.js')).waitCommand(),
  fuzz: async () => (await import('./fuzz.js')).fuzzCommand(),
  listen: async () => (await import('./listen.js')).listenCommand(),
  'fuzz-client': async () => (await import('./fuzz-client.js')).fuzzClientCommand(),
  methods: async () => (await import('./methods.js')).methodsCommand(),
  models: async () => (await import('./models.js')).modelsCommand(),
  config: async () => (await import('./config.js')).configCommand(),
  completion: async () => (await import('./completion.js')).completionCommand(),
};
