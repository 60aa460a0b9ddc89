import { expect, test } from 'vitest';
import { systemClock } from '../../src/core/time/clock.js';
import { ControlPlane } from '../../src/control/server/control-plane.js';
import { createSilvusMock } from '../../src/index.js';
import { silentLogger } from '../../src/core/log/logger.js';
import { losePort } from '../support/lost-port.js';
import { rawClient } from '../support/raw-client.js';

test('a close while a lost port is being opened again leaves nothing open', async () => {
  let onLost: () => void = () => undefined;
  const lost = new Promise<void>((resolve) => (onLost = resolve));
  const plane = new ControlPlane({
    host: 'localhost',
    port: 0,
    allowedHosts: [],
    target: createSilvusMock(),
    socketClock: systemClock(),
    logger: silentLogger,
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
