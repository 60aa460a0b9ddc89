import { expect, test } from 'vitest';
import { scaledClock } from '../../src/core/time/clock.js';
import { resolve } from '../../src/config/resolve.js';
import { parseConfig } from '../../src/config/schema.js';
import { SilvusMock, createSilvusMock } from '../../src/index.js';
import { unplaced } from '../support/config.js';
import { outcome } from '../support/json-rpc-client.js';
import { takenPort } from '../support/listening-port.js';
import { rawClient } from '../support/raw-client.js';

test('a control port that is taken fails the start, and the others are closed again', async () => {
  const port = await takenPort();
  const mock = createSilvusMock({ control: { enabled: true, port } });
  await expect(mock.start()).rejects.toMatchObject({
    code: 'PORT_UNAVAILABLE',
    message: `the control port ${port} on 127.0.0.1 can't be opened: it is taken`,
  });
  expect([mock.lifecycle, mock.control]).toEqual(['failed', undefined]);
  await expect(rawClient(mock.http.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  await expect(rawClient(mock.maintenance.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(await mock.close()).toMatchObject({ cut: 0, forced: 0 });
});

test('where it is not required, the start warns and goes on without', async () => {
  const port = await takenPort();
  const parsed = parseConfig({
    http: { port: 0 },
    maintenance: { port: 0 },
    control: { enabled: true, port },
  });
  if (!('config' in parsed)) throw new Error('is right');
  const warnings: string[] = [];
  const ignore = () => undefined;
  const warn = (_: object, message: string) => void warnings.push(message);
  const logger = { debug: ignore, info: ignore, error: ignore, warn };
  const configuration = resolve(unplaced(parsed.config));
  const mock = new SilvusMock({ configuration, logger, clock: scaledClock(1), controlRequired: false });
  await mock.start();
  expect(warnings).toEqual([
    `the control port ${port} on 127.0.0.1 can't be opened: it is taken; going on without it`,
  ]);
  expect(mock.control).toBeUndefined();
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
  await mock.close();
});
