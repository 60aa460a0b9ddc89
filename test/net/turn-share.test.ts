import { expect, test } from 'vitest';
import { loopTurn } from '../../src/core/time/loop-turn.js';
import { TurnShare } from '../../src/net/turn-share.js';

test.each([
  [16, 16, []],
  [17, 16, ['wait', 'idle']],
])(
  'of %i pieces of work at once %i are done in one turn, and all in their order',
  async (all, first, calls) => {
    const seen: string[] = [];
    const done: number[] = [];
    const turns = new TurnShare(
      () => seen.push('wait'),
      () => seen.push('idle'),
    );
    for (let nth = 0; nth < all; nth += 1) turns.do(() => done.push(nth));
    expect(done).toHaveLength(first);
    while (turns.isWaiting) await loopTurn();
    await loopTurn();
    expect(done).toEqual(Array.from({ length: all }, (_, nth) => nth));
    expect(seen).toEqual(calls);
  },
);
