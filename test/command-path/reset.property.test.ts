import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandPath } from '../../src/command-path/command-path.js';
import { anyCall } from '../support/any-request.js';
import { bareDevice } from '../support/bare-device.js';
import { hop } from '../support/microtasks.js';
import { deadline, holds } from '../support/property.js';

const origin = { port: 'http', peer: '127.0.0.1:1' } as const;

const request = fc
  .oneof(
    anyCall,
    fc.array(anyCall, { minLength: 1, maxLength: 4 }),
    fc.constantFrom(
      { jsonrpc: '2.0', method: 'freq_bw', params: ['2200', '5'], id: 1 },
      { jsonrpc: '2.0', method: 'power_dBm', params: ['1'], id: 1 },
      { jsonrpc: '2.0', method: 'radio_reset', id: 1 },
    ),
  )
  .map((json) => new TextEncoder().encode(JSON.stringify(json)));

/** What a device answers to each read, but for those that tell the time. */
function answersOf(device: CommandPath): ReadonlyMap<string, unknown> {
  return new Map(
    [...device.state.answers()].filter(([method]) => method !== 'uptime' && method !== 'gps_time'),
  );
}

/** When the reset comes: so many turns after so much time, and within the n-th outcome too, as a listener's. */
const moment = fc.record({ hops: fc.nat(30), ms: fc.nat(30), within: fc.option(fc.nat(6)) });

test(
  'a reset leaves a new radio, whatever was under way, and every request has its reply',
  deadline,
  async () => {
    const asNew = answersOf(bareDevice().device);
    const processingTime = fc.constantFrom(0, 1, 10);
    const requests = fc.array(request, { minLength: 1, maxLength: 6 });
    await holds(
      fc.asyncProperty(requests, processingTime, moment, async (sent, ms, { hops, ms: after, within }) => {
        let inner: Promise<void> | undefined;
        const { device, clock, records } = bareDevice({ worker: { processingTime: ms } }, () => {
          if (records.length === within) inner ??= device.reset();
        });
        const { signal } = new AbortController();
        const replies = sent.map(async (bytes) => device.handler.handle(bytes, origin, signal));
        await clock.advance(after);
        await hop(hops);
        await device.reset();
        await inner;
        const told = await Promise.all(replies);
        expect(told.filter(({ kind }) => kind !== 'delivery')).toEqual([]);
        expect(answersOf(device)).toEqual(asNew);
        expect(device.state.answers().get('uptime')).toMatchObject([/ up 0 min, /]);
        expect(clock.pendingTimers()).toBe(0);
        await clock.advance('2m');
        expect(device.availability.outage()).toBeUndefined();
      }),
      { share: 0.5, ordinarily: 0.25 },
    );
  },
);
