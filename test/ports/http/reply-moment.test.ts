import { expect } from 'vitest';
import { silvusTest } from '../../../src/vitest/vitest.js';
import { rpc } from '../../support/json-rpc-client.js';
import { rawClient } from '../../support/raw-client.js';

const body = rpc('freq');
const request = `POST /streamscape_api HTTP/1.1\r\nHost: radio\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

silvusTest({ worker: { processingTime: '100ms' } })(
  'a client that answers a reply at once is received at the moment of the reply',
  async ({ radio, clock }) => {
    const received: number[] = [];
    radio.on('command', ({ waitMs, runMs }) => received.push(clock.now() - runMs - waitMs));
    for (let client = 1; client <= 3; client += 1) {
      const { socket } = await rawClient(radio.http.port);
      socket.on('data', () => socket.write(request));
      socket.write(request);
    }
    await radio.received(3);
    await clock.advance('1s');
    expect(received).toEqual([0, 0, 0, 100, 200, 300, 400, 500, 600, 700]);
  },
);
