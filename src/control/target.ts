import type { Clock } from '../core/time/clock.js';
import type { SettingChange } from '../config/difference.js';
import type { EffectiveLine } from '../config/print.js';
import type { DurationInput } from '../core/time/duration.js';
import type { PortName } from '../ports/registry.js';
import type { Json } from '../core/json.js';
import type { FaultListing } from '../faults/fault-set.js';
import type { FaultSpec } from '../faults/spec.js';
import type { Exchange } from '../journal/exchange.js';
import type { Verification } from '../journal/journal.js';
import type { ExchangeQuery } from '../journal/query.js';
import type { DurationFigures } from '../simulator/counters/duration-counts.js';
import type { Address } from '../net/listen.js';
import type { BlackoutCause } from '../radio/blackout.js';
import type { CatalogueEntry } from '../radio/catalogue.js';
import type { ScenarioStatus } from '../scenario/scenario-player.js';
import type { ActivityName, ActivityStatus } from '../simulator/supervision/activity-status.js';
import type { Darkness, Mode } from '../command-path/availability.js';
import type { WorkerFigures } from '../worker/worker-options.js';
import type { EventName } from './routes/event-names.js';

/** Why the radio is dark now. */
export interface TargetBlackout {
  readonly cause: Darkness['cause'];
  /** ms of the simulator's clock; undefined for no end. */
  readonly leftMs: number | undefined;
}

/** How a simulator is. */
export interface TargetHealth {
  readonly ready: boolean;
  readonly reasons: readonly string[];
  readonly lifecycle: string;
  readonly mode: Mode;
  readonly blackout: TargetBlackout | undefined;
}

/** Connections of one port, counted. */
export interface TargetPortFigures {
  readonly open: number;
  readonly accepted: number;
  readonly refused: number;
  /** Refused by reason. */
  readonly refusedFor: Readonly<Record<string, number>>;
  /** Ended by reason. */
  readonly endedFor: Readonly<Record<string, number>>;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** What a simulator has done. */
export interface TargetStats {
  readonly requests: number;
  readonly commands: Readonly<Record<string, number>>;
  readonly methods: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly waits: DurationFigures;
  readonly runs: DurationFigures;
  readonly waiting: number;
  readonly queueCapacity: number;
  readonly blackouts: Readonly<Record<string, number>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly connections: Readonly<Record<PortName, TargetPortFigures>>;
  readonly activities: Readonly<Partial<Record<ActivityName, ActivityStatus>>>;
  readonly flash: { readonly writes: number; readonly failures: number };
  readonly reloads: TargetReloads;
  /** ms of the simulator's clock. */
  readonly ranMs: number;
}

/** Reloads by how they went. */
export interface TargetReloads {
  readonly applied: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly rolledBack: number;
}

/** What a reload did. */
export interface TargetReload {
  readonly outcome: 'applied' | 'unchanged';
  readonly changed: readonly SettingChange[];
  readonly needsRestart: readonly SettingChange[];
  readonly files: readonly string[];
  readonly warnings: readonly string[];
}

/** What plays scenarios. */
export interface TargetScenario {
  /** Where the last one is; undefined where there was none. */
  readonly status: ScenarioStatus | undefined;
  /** Checks one and begins it. Throws `OPTION_INVALID`, `SCENARIO_RUNNING`. */
  run(scenario: unknown): void;
  stop(): void;
}

/** What the control plane drives: a simulator, as far as it needs to know one. */
export interface ControlTarget {
  readonly lifecycle: string;
  readonly seed: number;
  readonly model: string;
  readonly http: Address & { readonly url: string };
  readonly maintenance: Address;
  /** What is in force. */
  readonly config: { readonly http: { readonly maintenanceMethods: boolean } };
  /** All methods that it has. */
  readonly methods: readonly CatalogueEntry[];
  readonly clock: Clock;
  readonly mode: Mode;
  readonly state: {
    /** Throws `OPTION_INVALID`. */
    read(method: string): Json;
    readAll(): Readonly<Record<string, Json>>;
    saved(): Readonly<Record<string, readonly string[]>>;
    /** All or none. Throws `OPTION_INVALID`. */
    patch(values: Readonly<Record<string, string | number | readonly (string | number)[]>>): void;
  };
  readonly blackout: {
    readonly current: TargetBlackout | undefined;
    /** Throws `OPTION_INVALID`. */
    begin(duration: DurationInput, cause?: BlackoutCause): void;
    end(): Promise<void>;
  };
  readonly worker: { readonly figures: WorkerFigures; pause(): void; resume(): void };
  readonly faults: {
    /** Throws `OPTION_INVALID`. */
    add(fault: FaultSpec): string;
    remove(name: string): boolean;
    clear(): void;
    list(): readonly FaultListing[];
  };
  readonly journal: {
    readonly total: number;
    filter(query: ExchangeQuery): readonly Exchange[];
    /** Throws `NOT_SEEN`. */
    verify(verification: Verification): void;
    follow(follower: (exchange: Exchange) => void): () => void;
    clear(): void;
  };
  readonly scenario: TargetScenario;
  setMode(mode: Mode): Promise<void>;
  /** Reads the configuration again. Rejects with `CONFIG_INVALID`, `RELOAD_FAILED`, `NO_SOURCE`, `ALREADY_CLOSED`. */
  reload(): Promise<TargetReload>;
  configuration(): Promise<readonly EffectiveLine[]>;
  reset(): Promise<void>;
  stats(): TargetStats;
  health(): TargetHealth;
  /** Calls back on each event; gives the way to stop. */
  on(event: EventName, listener: (event: object) => unknown): () => void;
}
