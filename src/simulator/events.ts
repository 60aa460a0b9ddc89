import type { SilvusMockError } from '../core/errors.js';
import type { RefusalReason } from '../ports/refusal-reason.js';
import type { ReloadEvent } from './reload/report.js';
import type { ScenarioEvent } from '../scenario/scenario-player.js';
import type { ActivityEvent, ActivityName } from './supervision/activity-status.js';
import type { Darkness } from '../command-path/availability.js';
import type { PortName } from '../ports/registry.js';
import type { RequestId } from '../worker/job.js';

/** One command has its outcome. */
export interface CommandEvent {
  /** The request's id; undefined for a notification. */
  readonly id: RequestId | undefined;
  readonly method: string;
  readonly port: PortName;
  /** Address and port of the peer. */
  readonly peer: string;
  /** Whether a deferred order called it. */
  readonly deferred?: true;
  /** `ok`, the error's message (a token, unless a fault chose another), or `cancelled` where the client went away. */
  readonly outcome: string;
  /** From admission to its turn, ms of the simulator's clock. */
  readonly waitMs: number;
  /** From its turn to its outcome, ms of the simulator's clock. */
  readonly runMs: number;
}

/** The radio has gone dark, or its darkness got another cause or end. */
export interface BlackoutEvent {
  readonly cause: Exclude<Darkness['cause'], 'offline'>;
  /** How long it will last, ms of the simulator's clock. */
  readonly ms: number;
}

/** A connection was accepted and closed at once. */
export interface ConnectionRefusedEvent {
  readonly port: PortName;
  readonly reason: RefusalReason;
  readonly peer: string;
}

/**
 * The phases of a close, in their order: no more is taken in; what is there is finished; what was cut is gone; the
 * control plane has answered what it was asked; what nobody waits for is let go.
 */
export type ClosePhase = 'stop' | 'drain' | 'end' | 'control' | 'let-go';

/** One phase of a close that is over. */
export interface ClosePhaseReport {
  readonly phase: ClosePhase;
  /** `late`: it took longer than it may, and what was left was cut; `failed`: something in it threw. */
  readonly ended: 'done' | 'late' | 'failed';
  /** Real ms. */
  readonly ms: number;
}

/** What a close did. */
export interface CloseReport {
  /** Commands that were waiting or running when the close began and were carried out. */
  readonly drained: number;
  /** Commands that were waiting when the close began and were answered UNAVAILABLE. */
  readonly rejected: number;
  /** Commands that were accepted and cut at the grace deadline. */
  readonly cut: number;
  /** Connections that were open when the close began and came to their end without being forced. */
  readonly closed: number;
  /** Connections with an unanswered request that were destroyed at the grace deadline. */
  readonly forced: number;
  /** Methods whose asynchronous work never ended. */
  readonly unended: readonly string[];
  /** What went on by itself, was told to end, and did. */
  readonly activities: readonly ActivityName[];
  /** Its phases, in their order. */
  readonly phases: readonly ClosePhaseReport[];
  /** How long the close took, real ms. */
  readonly durationMs: number;
  /** What took the simulator down by itself: a port that could not be reopened, an activity that kept dying. */
  readonly fault?: SilvusMockError;
}

/** The events of a simulator and what each carries. */
export interface SimulatorEvents {
  command: CommandEvent;
  blackout: BlackoutEvent;
  online: object;
  offline: object;
  busy: CommandEvent;
  'connection-refused': ConnectionRefusedEvent;
  /** A scenario has begun, taken a step, or ended. */
  scenario: ScenarioEvent;
  /** Something that goes on by itself has died, was begun again, or was given up. */
  activity: ActivityEvent;
  /** The configuration was read again, or settings were laid over it. */
  reload: ReloadEvent;
  closed: CloseReport;
}
