import { expect, test } from 'vitest';
import { silentLogger } from '../../../src/core/log/logger.js';
import { sampled } from '../../../src/core/log/sampled-logger.js';

/** A sampled logger on a clock that stands still, and what came through. */
function standingStill() {
  const through: object[] = [];
  const keep = (fields: object) => void through.push(fields);
  return {
    through,
    logger: sampled({ ...silentLogger, info: keep, warn: keep, error: keep }, { now: () => 0 }),
  };
}

test.each(['port', 'reason', 'where', 'activity', 'phase'])('lines with another %s are others', (field) => {
  const { through, logger } = standingStill();
  for (const value of ['a', 'b', 'a']) logger.warn({ [field]: value }, 'said');
  expect(through).toEqual([{ [field]: 'a' }, { [field]: 'b' }]);
});

test('lines with another peer, id or text of the fault are the same', () => {
  const { through, logger } = standingStill();
  for (const each of ['a', 'b']) logger.error({ peer: each, id: each, err: new Error(each) }, 'said');
  expect(through).toHaveLength(1);
});

test('another kind of fault, message or level is another line', () => {
  const { through, logger } = standingStill();
  logger.error({ err: new Error('a') }, 'said');
  logger.error({ err: new TypeError('a') }, 'said');
  logger.error({ err: new Error('a') }, 'said too');
  logger.warn({ err: new Error('a') }, 'said');
  expect(through).toHaveLength(4);
});

test('lines at info are never left out', () => {
  const { through, logger } = standingStill();
  for (let count = 0; count < 100; count += 1) logger.info({}, 'said');
  expect(through).toHaveLength(100);
});

test('a flush tells the last that was left out, with the number of those before it', () => {
  const { through, logger } = standingStill();
  for (const id of [1, 2, 3]) logger.warn({ id }, 'said');
  logger.flush();
  expect(through).toEqual([{ id: 1 }, { id: 3, leftOut: 1 }]);
});
