import { expect, test } from 'vitest';
import { ControlPlane } from '../../src/control/server/control-plane.js';
import { losePort } from '../support/lost-port.js';
import { rawClient } from '../support/raw-client.js';
import { simulatorOf } from '../support/simulator.js';

test('a close while a lost port is being opened again leaves nothing open', async () => {
  let onLost: () => void = () => undefined;
  const lost = new Promise<void>((resolve) => (onLost = resolve));
  const { simulator } = simulatorOf([{ id: '1' }]);
  const plane = new ControlPlane(simulator, {
    host: 'localhost',
    port: 0,
    allowedHosts: [],
    onLost: () => onLost(),
  });
  const { port } = await plane.open();
  losePort(port);
  await lost;
  // A name takes a while to become an address.
  const reopened = plane.reopen();
  await plane.stop();
  await plane.end();
  await reopened;
  await expect(rawClient(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
