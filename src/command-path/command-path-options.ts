import type { ChosenCase } from '../chaos/chaos.js';
import type { ResolvedConfig } from '../config/resolve.js';
import type { Clock } from '../core/time/clock.js';
import type { TaskLimit } from '../core/time/task-limit.js';
import type { FlashFolder } from '../flash/flash-folder.js';
import type { UnwrittenFlash } from '../flash/flash-store.js';
import type { LoginTry } from '../login/login.js';
import type { GivenReply } from '../jsonrpc/reply-format.js';
import type { PatchValues } from '../radio/patch.js';
import type { NetworkView } from '../radio/network-view.js';
import type { CommandRecord } from '../worker/job.js';
import type { AvailabilityListener } from './availability.js';
import type { DroppedOrder } from './deferred-orders.js';

/** Callbacks of a command path. */
export interface CommandPathListener extends AvailabilityListener {
  /** The worker settled a command. */
  onCommand(record: CommandRecord): void;
  /** A fault replied to a command instead of the radio. */
  onFaultReply(record: Omit<CommandRecord, 'outcome'> & { readonly reply: GivenReply }): void;
  /** Chaos has bent an exchange, a connection or a datagram. */
  onBent(chosen: ChosenCase, from: { readonly port: string; readonly peer?: string }): void;
  /** Unexpected error. */
  onError(error: unknown, where: string): void;
  /** A deferred order will not be executed. */
  onDroppedOrder(dropped: DroppedOrder): void;
  /** Running settings change; not all of a change need be in place yet. */
  onSettings(): void;
  /** The radio was zeroized. */
  onZeroize(): void;
  /** A login was tried. */
  onLogin(tried: LoginTry): void;
  /** The worker's loop has ended unexpectedly. */
  onWorkerDied(error: unknown): void;
  /** The flash file holds something unexpected. */
  onFlashWarning(text: string): void;
  /** A write of the flash file failed. */
  onFlashError(error: UnwrittenFlash, file: string): void;
}

/** Device time for the radio, and real time for waiting clients. */
interface Clocks {
  readonly device: Clock;
  readonly real: Clock;
}

/** Options of a command path. */
export interface CommandPathOptions {
  /** ID of the node, for its journal. */
  readonly node: string;
  readonly config: ResolvedConfig;
  readonly seed: number;
  readonly clocks: Clocks;
  /** The folder that keeps its flash; default: flash lives in memory alone. */
  readonly flash?: FlashFolder | undefined;
  /** True if its flash keeps the certificate of its HTTPS port from the first start on. */
  readonly keepsCertificate?: boolean | undefined;
  /** True if clients must log in; default: false. */
  readonly asksLogin?: boolean;
  /** Limit of long replies that are written at the same time, which all radios of a simulator share. */
  readonly longReplies: TaskLimit;
  /** The network around the radio; default: it is alone. */
  readonly network?: NetworkView | undefined;
  /** Address by which the radio names itself; default: its management address. */
  readonly address?: string | undefined;
  /** Values that its flash has from the factory, by method. */
  readonly settings?: PatchValues | undefined;
  readonly listener: CommandPathListener;
}
