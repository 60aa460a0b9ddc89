export { type Clock, type Instant, type Timer, scaledClock, systemClock } from './clock.js';
export { type TimingPreset, timingPresets, timings } from './config/presets.js';
export { loadModel, modelNames } from './config/models.js';
export type { Config, ConfigInput } from './config/schema.js';

export {
  type ErrorDetail,
  SilvusMockError,
  type SilvusMockErrorCode,
  type WireErrorToken,
  wireErrors,
} from './errors.js';
export type { Listener } from './events.js';
export type { Address } from './front/listen.js';
export type { RefusalReason } from './front/port.js';
export type { Logger } from './logger.js';
export { methodDeclarations } from './radio/catalogue.js';
export type { BlackoutCause } from './radio/blackout.js';
export type {
  DeadlineClass,
  DeclarationContext,
  Effect,
  MethodDeclaration,
  MethodResult,
  Parameter,
  RadioView,
  ServedOn,
} from './radio/declaration.js';
export type { Domain } from './radio/domain.js';
export type { FrequencyPlan, FrequencyProfile } from './radio/frequency-profile.js';
export type { SettingValue, Settings } from './radio/settings.js';
export type { DurationInput, DurationRange } from './duration.js';
export type { RadioModel } from './radio/model.js';
export type { RadioTiming } from './radio/timing.js';
export {
  type HttpAddress,
  SilvusMock,
  type SilvusMockOptions,
  type SimulatorParts,
  type SimulatorState,
  createSilvusMock,
  startSilvusMock,
} from './simulator.js';
export type {
  BlackoutEvent,
  CloseReport,
  CommandEvent,
  ConnectionRefusedEvent,
  SimulatorEvents,
} from './simulator-events.js';
export { type VirtualClock, type VirtualClockOptions, virtualClock } from './virtual-clock.js';
export type { Mode } from './worker/availability.js';
export type { PortName, RequestId } from './worker/job.js';
