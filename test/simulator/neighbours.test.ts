import { expect, onTestFinished, test } from 'vitest';
import { partsOf } from '../../src/library/create.js';
import { addNeighboursTo } from '../../src/library/neighbours.js';
import type { SimulatorParts } from '../../src/library/options.js';
import { SilvusMock } from '../../src/library/silvus-mock.js';
import { next } from '../support/events.js';
import { call } from '../support/json-rpc-client.js';
import { takenPort } from '../support/listening-port.js';

// What `silvus-mock start` does beside the library: neighbours are added once the radio listens.

type AddNeighbours = NonNullable<SimulatorParts['addNeighbours']>;

/** A radio that listens; `errors` has what it logs as errors. */
async function startedWith(addNeighbours: AddNeighbours, options: Parameters<typeof partsOf>[0] = {}) {
  const errors: string[] = [];
  const ignore = () => undefined;
  const logger = {
    debug: ignore,
    info: ignore,
    warn: ignore,
    error: (fields: object, text?: string) => void errors.push(`${JSON.stringify(fields)} ${text ?? ''}`),
  };
  const mock = new SilvusMock({ ...partsOf({ ...options, logger }), addNeighbours });
  onTestFinished(async () => {
    await mock.close();
  });
  await mock.start();
  return { mock, errors };
}

/** A gate that opens when it is told to. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
}

test('a command that comes before the neighbours waits for them, and nothing looks paused meanwhile', async () => {
  const { open, opened } = gate();
  const { mock } = await startedWith(async (simulator) => {
    await opened;
    await addNeighboursTo(simulator);
  });
  const reply = call(mock, 'routing_tree');
  await mock.received(1);
  expect(mock.worker.figures).toMatchObject({ waiting: 1, running: false, paused: false });
  expect(mock.health().ready).toBe(true);
  open();
  expect((await reply).result).toEqual([310_062, 310_063, 310_061]);
  expect((await call(mock, 'routing_tree')).result).toEqual([310_062, 310_063, 310_061]);
});

test('the neighbours hear the radio on its factory channel; what it changes alone it changes alone', async () => {
  const { mock } = await startedWith(addNeighboursTo, { timing: { preset: 'instant' }, model: 's-band' });
  expect((await call(mock, 'network_status')).result).toHaveLength(18);
  await call(mock, 'nw_name', ['other']);
  expect((await call(mock, 'network_status')).result).toEqual([]);
  await mock.reset();
  expect((await call(mock, 'network_status')).result).toHaveLength(18);
  // Its GPS receiver is as it was: a position that is set can be read.
  await call(mock, 'gps_coordinates', ['1', '2', '3']);
  expect((await call(mock, 'gps_coordinates')).result).toEqual(['1', '2', '3']);
});

test('the radio answers alone if its neighbours could not be made, and the log says so', async () => {
  const { mock, errors } = await startedWith(() => Promise.reject(new Error('no memory')));
  expect((await call(mock, 'routing_tree')).result).toEqual([310_061]);
  expect(errors).toEqual([expect.stringContaining('neighbours')]);
});

test('a close before the neighbours are there answers what waits, and adds none', async () => {
  const { open, opened } = gate();
  const { mock, errors } = await startedWith(async (simulator) => {
    await opened;
    await addNeighboursTo(simulator);
  });
  const reply = call(mock, 'freq');
  await mock.received(1);
  const closed = mock.close();
  open();
  expect((await reply).result).toEqual(['4700']);
  expect(await closed).toMatchObject({ drained: 1, cut: 0, forced: 0 });
  expect(errors).toEqual([]);
});

test('a radio that is lost takes its neighbours with it, as it would be alone', async () => {
  const { mock } = await startedWith(addNeighboursTo, { blackout: 'refuse' });
  expect((await call(mock, 'routing_tree')).result).toHaveLength(3);
  const closed = next(mock, 'closed');
  mock.blackout.begin('1h');
  await takenPort(mock.http.port);
  await mock.blackout.end();
  expect(await closed).toMatchObject({ fault: { code: 'PORT_UNAVAILABLE' } });
  expect(mock.lifecycle).toBe('closed');
});
