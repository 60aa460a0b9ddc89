import { z } from 'zod';
import type { RandomStream } from '../../core/random.js';
import { faultKind } from '../kind.js';

const letters = '!#$%&()*+-./:;<=>?@[]^_{|}~';

/** Letters of one block: a long text is written in turns of the event loop, block by block. */
const perBlock = 16_384;

/** A text of this many bytes that is not JSON. */
function* garbageText(length: number, draw: RandomStream): Generator<string> {
  yield '<';
  const block = Buffer.alloc(perBlock);
  for (let left = length - 1; left > 0; left -= perBlock) {
    const size = Math.min(left, perBlock);
    for (let index = 0; index < size; index += 1)
      block[index] = letters.charCodeAt(Math.floor(draw.between(0, letters.length)));
    yield block.toString('latin1', 0, size);
  }
}

/** Text that is not JSON, as long as the reply. */
export const garbage = faultKind({
  name: 'garbage',
  summary: 'text of the same length that is not JSON is sent instead of the reply',
  params: z.strictObject({}),
  make: () => ({ replace: (text, draw) => garbageText(Buffer.byteLength(text), draw) }),
});
