import { type FaultKind } from './kind.js';
import { busy } from './kinds/busy.js';
import { chunked } from './kinds/chunked.js';
import { close } from './kinds/close.js';
import { dropConnection } from './kinds/drop-connection.js';
import { duplicate } from './kinds/duplicate.js';
import { error } from './kinds/error.js';
import { garbage } from './kinds/garbage.js';
import { halfOpen } from './kinds/half-open.js';
import { latency } from './kinds/latency.js';
import { noReply } from './kinds/no-reply.js';
import { reply } from './kinds/reply.js';
import { reportDuplicate } from './kinds/report-duplicate.js';
import { reportLoss } from './kinds/report-loss.js';
import { reportReorder } from './kinds/report-reorder.js';
import { rst } from './kinds/rst.js';
import { slowDrip } from './kinds/slow-drip.js';
import { stale } from './kinds/stale.js';
import { truncate } from './kinds/truncate.js';
import { unavailable } from './kinds/unavailable.js';
import { wrongId } from './kinds/wrong-id.js';
import { wrongShape } from './kinds/wrong-shape.js';

const kinds = [
  latency,
  error,
  busy,
  unavailable,
  reply,
  noReply,
  close,
  rst,
  truncate,
  garbage,
  wrongId,
  wrongShape,
  chunked,
  slowDrip,
  duplicate,
  stale,
  dropConnection,
  halfOpen,
  reportLoss,
  reportDuplicate,
  reportReorder,
] as const;

/** One of the declared kinds, with its name and its parameters. */
export type DeclaredKind = (typeof kinds)[number];

/** All kinds of faults, in documentation order. */
export const faultKinds: readonly FaultKind[] = kinds;

/** The kind with this name or older name; undefined if there is none. */
export function faultKindOf(name: unknown): FaultKind | undefined {
  return faultKinds.find((kind) => namesOf(kind).some((each) => each === name));
}

/** The name of a kind, followed by its older names. */
export function namesOf({ name, olderNames = [] }: FaultKind): readonly [string, ...string[]] {
  return [name, ...olderNames];
}
