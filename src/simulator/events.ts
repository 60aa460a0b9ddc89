import type { ChaosStage } from '../chaos/levels.js';
import type { Outage } from '../command-path/availability.js';
import type { SilvusMockError } from '../core/errors.js';
import type { ChaosCase } from '../journal/exchange.js';
import type { RefusalReason } from '../ports/refusal-reason.js';
import type { ScenarioEvent } from '../scenario/scenario-status.js';
import type { PortName } from '../ports/registry.js';
import type { RequestId } from '../worker/job.js';
import type { ReloadEvent } from './reload/report.js';
import type { ActivityEvent, ActivityName } from './supervision/activity-status.js';

/** ID of a node: every event of a node carries it. */
export interface OfNode {
  /** ID of the node; `1` where there is one radio. */
  readonly node: string;
}

/** A command was settled. */
export interface CommandEvent extends OfNode {
  /** The request's id; undefined for a notification. */
  readonly id: RequestId | undefined;
  readonly method: string;
  readonly port: PortName;
  /** Address and port of the peer. */
  readonly peer: string;
  /** Set where a deferred order called it. */
  readonly deferred?: true;
  /** `ok`, the error's message (a token, unless a fault chose another), or `cancelled` where the client went away. */
  readonly outcome: string;
  /** From admission to its turn, ms of the simulator's clock. */
  readonly waitMs: number;
  /** From its turn to its outcome, ms of the simulator's clock. */
  readonly runMs: number;
}

/** A blackout has begun, or the present one got another cause or end. */
export interface BlackoutEvent extends OfNode {
  readonly cause: Exclude<Outage['cause'], 'offline'>;
  /** Time left, ms of the simulator's clock. */
  readonly ms: number;
}

/** Chaos has bent an exchange, a connection or a datagram. */
export interface ChaosEvent extends OfNode, ChaosCase {
  /** The stage of the client's work. */
  readonly stage: ChaosStage;
  /** Name of the port; `udp` for a datagram with reports. */
  readonly port: string;
  /** Address and port of the peer; absent for a datagram. */
  readonly peer?: string;
}

/** A connection was accepted and closed at once. */
export interface ConnectionRefusedEvent extends OfNode {
  readonly port: PortName;
  readonly reason: RefusalReason;
  readonly peer: string;
}

/** A node among others can't go on: it was closed, the others go on. */
export interface NodeLostEvent extends OfNode {
  /** The cause, where it is an error that users know. */
  readonly error: SilvusMockError | undefined;
}

/**
 * Phases of a close, in their order: `stop` accepting; `drain` what was accepted; `end` what was cut; `control`: the
 * control plane answers its last requests; `let-go`: release timers and waiting promises.
 */
export type ClosePhase = 'stop' | 'drain' | 'end' | 'control' | 'let-go';

/** One phase of a close that has ended. */
export interface ClosePhaseReport {
  readonly phase: ClosePhase;
  /** `late`: its time ran out, and the rest was cut; `failed`: something in it threw. */
  readonly ended: 'done' | 'late' | 'failed';
  /** Real ms. */
  readonly ms: number;
}

/** Result of a close; of several nodes, their sums. */
export interface CloseReport {
  /** Commands that were waiting or running when the close began and were executed. */
  readonly drained: number;
  /** Commands that were waiting when the close began and were answered UNAVAILABLE. */
  readonly rejected: number;
  /** Commands that were accepted and cut at the grace deadline. */
  readonly cut: number;
  /** Connections that were open when the close began and ended without being forced. */
  readonly closed: number;
  /** Connections with an unanswered request that were destroyed at the grace deadline. */
  readonly forced: number;
  /** Methods whose asynchronous work never ended. */
  readonly unended: readonly string[];
  /** Names of the faults that never acted since the last reset. */
  readonly unusedFaults: readonly string[];
  /** Steps of scenarios that found nothing to do since the last reset, with the reasons. */
  readonly idleSteps: readonly string[];
  /** Activities that were stopped, and ended: `http`. */
  readonly activities: readonly ActivityName[];
  /** Its phases, in their order. */
  readonly phases: readonly ClosePhaseReport[];
  /** Duration of the close, real ms. */
  readonly durationMs: number;
  /** The error that made the simulator close itself: a port that could not be reopened, an activity that kept dying. */
  readonly fault?: SilvusMockError;
}

/** Names of the events. */
export const eventNames = [
  'command',
  'blackout',
  'online',
  'offline',
  'busy',
  'connection-refused',
  'chaos',
  'scenario',
  'activity',
  'node-lost',
  'reload',
  'closed',
] as const satisfies readonly (keyof SimulatorEvents)[];

/** Name of an event. */
export type EventName = (typeof eventNames)[number];

/** The events of a simulator and the data of each. */
export interface SimulatorEvents {
  command: CommandEvent;
  blackout: BlackoutEvent;
  online: OfNode;
  offline: OfNode;
  busy: CommandEvent;
  'connection-refused': ConnectionRefusedEvent;
  chaos: ChaosEvent;
  /** A scenario has begun, taken a step, or ended. */
  scenario: ScenarioEvent & OfNode;
  /** An activity has died, was restarted, or was given up; without a node where all nodes share it. */
  activity: ActivityEvent & Partial<OfNode>;
  'node-lost': NodeLostEvent;
  /** The configuration was read again, or a program gave other settings. */
  reload: ReloadEvent;
  closed: CloseReport;
}
