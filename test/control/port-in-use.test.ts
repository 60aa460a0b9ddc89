import { expect, test } from 'vitest';
import { createSilvusMock } from '../../src/index.js';
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
