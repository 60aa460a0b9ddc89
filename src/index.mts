/** The library for ES modules: the names of the CommonJS entry, so that a process has one library. */
export type * from './index.js';
export {
  ConfigurationError,
  SilvusMock,
  SilvusMockError,
  activityNames,
  blackoutCauses,
  createSilvusMock,
  degradedFaults,
  faultKinds,
  loadModel,
  logLevels,
  methodDeclarations,
  modelNames,
  modes,
  scaledClock,
  startSilvusMock,
  systemClock,
  timingPresets,
  timings,
  virtualClock,
  wireErrors,
} from './index.js';
