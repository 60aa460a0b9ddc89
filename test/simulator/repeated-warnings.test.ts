import { expect, test } from 'vitest';
import type { Logger } from '../../src/index.js';
import { radioWithControlPlane } from '../support/control-plane-client.js';
import { outcome, post, rpc } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

interface Line {
  readonly where?: string;
  readonly leftOut?: number;
  readonly message: string;
}

/** A logger that keeps warnings and errors. */
function keeping() {
  const lines: Line[] = [];
  const keep = (fields: object, message: string) => void lines.push({ ...fields, message });
  const ignore = () => undefined;
  const logger: Logger = {
    debug: ignore,
    info: ignore,
    warn: keep,
    error: keep,
    isLevelEnabled: () => false,
  };
  const told = () => lines.reduce((sum, { leftOut = 0 }) => sum + 1 + leftOut, 0);
  return { lines, logger, told };
}

const fail = () => {
  throw new Error('of the user');
};

test('a listener that throws on 1,000 commands leaves few lines, which count all of them', async () => {
  const { lines, logger, told } = keeping();
  const mock = await running({ logger, worker: { maxBatch: 1_000 } });
  mock.on('command', fail);
  await post(mock, `[${Array.from({ length: 1_000 }, (_, id) => rpc('freq', id)).join()}]`);
  await mock.close();
  expect(lines.length).toBeLessThan(100);
  expect(told()).toBe(1_000);
  expect(lines[0]).toMatchObject({ where: 'a listener of command', err: new Error('of the user') });
});

test('faults of different places do not hide each other', async () => {
  const { lines, logger } = keeping();
  const mock = await running({ logger });
  mock.on('command', fail);
  mock.on('offline', fail);
  await outcome(mock, 'freq');
  await mock.setMode('offline');
  expect(lines.map(({ where }) => where)).toEqual(['a listener of command', 'a listener of offline']);
});

test('faults of one route of the control plane are one to the log, whatever its path says', async () => {
  const { lines, logger, told } = keeping();
  const radio = await radioWithControlPlane({ logger });
  radio.mock.state.read = fail;
  for (const method of ['freq', 'bw', 'power_dBm']) await radio.refusal('GET', `/state/${method}`);
  await radio.mock.close();
  expect(new Set(lines.map(({ where }) => where))).toEqual(
    new Set(['the control plane: GET /state/{method}']),
  );
  expect(told()).toBe(3);
});
