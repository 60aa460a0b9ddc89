import { loopTurn } from '../core/time/loop-turn.js';

/** Turns of the event loop that bring nothing, after which all that was sent before has been read. */
const quietTurns = 2;

/** Longest delay of a close by clients that keep connecting or sending, in turns: one may accept a single connection. */
const maxTurns = { connections: 2_048, bytes: 8 } as const;

/** Counts of what has come so far; they only grow while something comes. */
interface InputCounts {
  readonly connections: () => number;
  readonly bytes: () => number;
  /** False where there is no connection that bytes could come on. */
  readonly isAnyOpen: () => boolean;
}

/**
 * Resolves when what clients had sent at the call was taken: connections that waited to be accepted, and bytes that
 * waited to be read. Closing a server earlier would reset the former and discard the latter.
 * @param isOver true once there is no time left for it
 */
export async function waitingInputTaken(counts: InputCounts, isOver = () => false): Promise<void> {
  for (const what of ['connections', 'bytes'] as const) {
    if (what === 'bytes' && !counts.isAnyOpen()) return;
    let before = counts[what]();
    for (let turn = 0, quiet = 0; turn < maxTurns[what] && quiet < quietTurns && !isOver(); turn += 1) {
      await loopTurn();
      const now = counts[what]();
      quiet = now === before ? quiet + 1 : 0;
      before = now;
    }
  }
}
