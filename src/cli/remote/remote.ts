import type { CommandList } from '../command.js';

/** Commands over the control plane, in the order of the help text. `config reload` stands below `config`. */
export const remoteCommands: CommandList = {
  status: async () => (await import('./status.js')).statusCommand(),
  open: async () => (await import('./open.js')).openCommand(),
  metrics: async () => (await import('./metrics.js')).metricsCommand(),
  state: async () => (await import('./state.js')).stateCommand(),
  mode: async () => (await import('./mode.js')).modeCommand(),
  blackout: async () => (await import('./blackout.js')).blackoutCommand(),
  reset: async () => (await import('./reset.js')).resetCommand(),
  fault: async () => (await import('./fault.js')).faultCommand(),
  journal: async () => (await import('./journal.js')).journalCommand(),
  worker: async () => (await import('./worker.js')).workerCommand(),
  clock: async () => (await import('./clock.js')).clockCommand(),
  received: async () => (await import('./received.js')).receivedCommand(),
  map: async () => (await import('./map.js')).mapCommand(),
  explain: async () => (await import('./explain.js')).explainCommand(),
  scenario: async () => (await import('./scenario.js')).scenarioCommand(),
  stop: async () => (await import('./stop.js')).stopCommand(),
  log: async () => (await import('./log.js')).logCommand(),
};
