export {
  type Clock,
  type Instant,
  type Timer,
  type WaitOptions,
  scaledClock,
  systemClock,
} from './core/time/clock.js';
export {
  type PresetTiming as RadioTiming,
  type TimingPreset,
  timingPresets,
  timings,
} from './config/presets.js';
export { loadModel, modelNames } from './config/models.js';
export type { Config, ConfigInput } from './config/schema.js';

export {
  type ErrorDetail,
  SilvusMockError,
  type SilvusMockErrorCode,
  type WireErrorToken,
  wireErrors,
} from './core/errors.js';
export type { Listener } from './core/events.js';
export type { Address } from './net/listen.js';
export { type ChaosBend, chaosBends } from './chaos/bends-of-level.js';
export { type ChaosLevel, type ChaosStage, chaosLevels, chaosStages } from './chaos/levels.js';
export type { EndReason } from './ports/end-reason.js';
export type { RefusalReason } from './ports/refusal-reason.js';
export type { LogControl } from './core/log/log-control.js';
export { type LogLevel, type Logger, logLevels } from './core/log/logger.js';
export * from './radio/custom-method-names.js';
export type { MethodName } from './radio/method-names.js';
export { type BuiltInMethod, type CatalogueEntry, methodDeclarations } from './radio/catalogue.js';
export { type BlackoutCause, blackoutCauses } from './radio/blackout.js';
export type {
  DeadlineClass,
  DeclarationContext,
  Effect,
  MethodDeclaration,
  MethodLevels,
  MethodFamily,
  MethodResult,
  Parameter,
  RadioView,
} from './radio/declaration.js';
export type { Domain } from './radio/values/domain.js';
export type { FrequencyPlan, FrequencyProfile } from './radio/values/frequency-profile.js';
export type { Certificates } from './radio/tls/certificates.js';
export type { TlsPair } from './radio/tls/tls-pair.js';
export type { Readings } from './radio/readings.js';
export type { FlashSettings, SettingValue, Settings } from './radio/settings.js';
export type {
  AnyCustomMethod,
  AnyCustomParameter,
  CustomMethod,
  CustomParameter,
  FixedMethod,
  MethodCall,
  MethodClock,
  MethodContext,
  MethodSettings,
  ProgrammedMethod,
  SettingMethod,
} from './custom-methods/custom-method.js';
export type { DurationInput, DurationRange, DurationRangeInput, DurationText } from './core/time/duration.js';
export type { UnknownName } from './radio/method-query.js';
export type { RadioModel } from './radio/model.js';
export type { ScenarioControl } from './simulator/scenario-control.js';
export type { ActionInput, ScenarioInput, ScenarioValue, StepInput } from './scenario/scenario.js';
export type { ScenarioEvent, ScenarioStatus } from './scenario/scenario-status.js';
export { SilvusMock } from './library/silvus-mock.js';
export type { ProgramSettings } from './config/program-settings.js';
export type { ReloadCounts, ReloadEvent, ReloadReport } from './simulator/reload/report.js';
export type { SettingChange } from './config/difference.js';
export type { EffectiveLine } from './config/print.js';
export type { SettingUnit } from './config/settings/settings.js';
export { ConfigurationError, type ConfigurationIssue } from './config/configuration-error.js';
// eslint-disable-next-line @typescript-eslint/no-deprecated -- the older name of a public type
export type { ConfigurationFault } from './config/configuration-error.js';
export { createSilvusMock, startSilvusMock } from './library/create.js';
export { fuzzClient, type FuzzClientReport } from './fuzz-client/fuzz-client.js';
export { ClientFailed } from './fuzz-client/client-failed.js';
export type { ClientDriver, ErrorClass, FuzzedRadio } from './fuzz-client/driver.js';
export type {
  BentExchange,
  CaseChaos,
  ClientFailure,
  ClientFinding,
  FailureKind,
} from './fuzz-client/finding.js';
export type { FuzzClientOptions, FuzzedRadioOptions } from './fuzz-client/options.js';
export { startNetwork } from './library/start-network.js';
export type { NetworkOptions } from './library/network-options.js';
export { type NodeDocument, type NodeId, RadioNetwork } from './library/radio-network.js';
export { SimulatedRadio } from './library/simulated-radio.js';
export type { FoundNetwork } from './simulator/network/network-document.js';
export type { NetworkNow } from './simulator/network/network-schema.js';
export type { NetworkDocument, SteeringLine } from './config/network/schema/document.js';
export type { Position } from './network/geo/position.js';
export type { InterferenceSource } from './network/interference.js';
export type { BudgetLine, Explanation } from './network/links/budget.js';
export type { Link } from './network/links/link.js';
export type { Directions, LinkConditions, LinkOverride, TimedConditions } from './network/links/override.js';
export type {
  CircleMotion,
  Motion,
  RandomWalkMotion,
  Still,
  Waypoint,
  WaypointsMotion,
} from './network/motion/motion.js';
export type { NoLink } from './network/links/no-link.js';
export type {
  FlightView,
  HeardView,
  LinkView,
  MapLinkView,
  NetworkView,
  NodeView,
  PositionView,
} from './radio/network-view.js';
export type { CloseOptions } from './library/grace.js';
export type { ControlAddress } from './control/server/control-port.js';
export type { Secret } from './config/secret.js';
export type { SilvusMockOptions } from './library/options.js';
export type { HttpAddress, PortAddresses } from './simulator/port-addresses.js';
export type { BlackoutControl, CurrentBlackout } from './command-path/blackout-control.js';
export type { FaultControl } from './faults/fault-control.js';
export type { Health, Lifecycle, Stats } from './simulator/snapshot.js';
export type { FlashFigures } from './flash/flash-keeper.js';
export type { Counts } from './simulator/counters/command-counts.js';
export type { DurationFigures } from './simulator/counters/duration-counts.js';
export type { JournalView } from './journal/journal-view.js';
export type { RadioState, StateValue } from './command-path/state.js';
export type { WorkerControl } from './worker/worker-control.js';
export type { CommandTrace } from './command-path/command-trace.js';
export type { Fault, FaultContext, FaultSubject } from './faults/fault.js';
export type { Json } from './core/json.js';
export type { GivenReply, ReplyElement, ReplyError } from './jsonrpc/reply-format.js';
export type { ConnectionFate, Delivery } from './ports/delivery.js';
export type { ReportDelivery } from './faults/report-delivery.js';
export type { FaultListing } from './faults/fault-control.js';
export { degradedFaults } from './faults/degraded.js';
export { faultKinds } from './faults/catalogue.js';
export type { FaultKind } from './faults/kind.js';
export type {
  CommonFaultSpec,
  CustomFault,
  FaultDescription,
  FaultMatch,
  FaultMatchInput,
  FaultSpec,
} from './faults/spec.js';
export type {
  ChaosCase,
  Exchange,
  ExchangeCommand,
  ExchangeRecord,
  RecordedPage,
} from './journal/exchange.js';
export type { ExchangeFixture } from './journal/journal-view.js';
export type { ExchangePredicate, ExchangeQuery, OrderStep, Verification } from './journal/query.js';
export type { RandomStream } from './core/random.js';
export type { PortFigures } from './ports/connection-stats.js';
export type { Outage } from './command-path/availability.js';
// eslint-disable-next-line @typescript-eslint/no-deprecated -- the older name of a public type
export type { Darkness } from './command-path/availability.js';
export { type Mode, modes } from './radio/mode.js';
export type { WorkerFigures } from './worker/worker-options.js';
export type {
  BlackoutEvent,
  ChaosEvent,
  ClosePhase,
  ClosePhaseReport,
  CloseReport,
  CommandEvent,
  ConnectionRefusedEvent,
  NodeLostEvent,
  OfNode,
  SimulatorEvents,
} from './simulator/events.js';
export { type VirtualClock, type VirtualClockOptions, virtualClock } from './core/time/virtual-clock.js';
export type { PortName } from './ports/registry.js';
// eslint-disable-next-line @typescript-eslint/no-deprecated -- exported until 1.0
export type { ServedOn } from './ports/registry.js';
export type { RequestId } from './worker/job.js';
export {
  type ActivityEvent,
  type ActivityName,
  type ActivityStatus,
  activityNames,
} from './simulator/supervision/activity-status.js';
