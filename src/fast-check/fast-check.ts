/** Generators of requests for a radio, a model of it, and what runs them against any endpoint. */
export { type RequestArbitraries, requestArbitraries } from './arbitraries.js';
export {
  type ExpectedElement,
  type ExpectedOutcome,
  type ExpectedReply,
  type GeneratorName,
  type KnownCall,
  type PromiseName,
  type RequestCase,
  type Why,
  textOf,
} from './case.js';
export type { Answer, Endpoint, EndpointConnection, EndpointPort } from './endpoint/endpoint.js';
export type { Place } from './endpoint/sockets.js';
export { simulatorEndpoint } from './endpoint/simulator-endpoint.js';
export { type UrlEndpointOptions, urlEndpoint } from './endpoint/url-endpoint.js';
export { allowedValue, refusedValue } from './generators/values.js';
export {
  type BrokenPromise,
  BrokenPromiseError,
  type JudgeOptions,
  type ReadAnswer,
  type Reply,
  describe,
  judge,
  readAnswer,
} from './judge.js';
export {
  type NetworkOrder,
  type NetworkOrderOptions,
  type OrderedNetwork,
  carryOut,
  networkOrders,
} from './generators/network-orders.js';
export {
  type InterleavingCase,
  type StreamCase,
  judgeStream,
  playInterleaving,
  playStream,
} from './generators/streams.js';
export { type CommandOptions, learn, radioCommands } from './model/commands.js';
export { type ReferenceOptions, ReferenceRadio, referenceRadio } from './model/reference-radio.js';
export { type RadioCommand, exchange } from './model/send-command.js';
export { readRequest, type ReadRequest } from './read-request.js';
export type { FrequencyRange, TargetOptions } from './target.js';
export type { FrequencyGrid } from '../radio/values/frequency-profile.js';
export type { RadioTiming } from '../radio/timing.js';
