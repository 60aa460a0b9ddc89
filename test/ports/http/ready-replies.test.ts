import { expect, test } from 'vitest';
import { loopTurn } from '../../../src/core/time/loop-turn.js';
import { readyReplies } from '../../../src/ports/http/ready-replies.js';

test('a reply that can not be written keeps none back that is behind it', async () => {
  const written: number[] = [];
  const most = 64;
  const add = () => {
    for (let each = 0; each < most; each += 1)
      readyReplies.add(() => {
        if (each === 1) throw new Error('not writable');
        written.push(each);
      });
  };

  expect(add).toThrow('not writable');
  await loopTurn();

  expect(written).toEqual(Array.from({ length: most }, (_, each) => each).filter((each) => each !== 1));
});
