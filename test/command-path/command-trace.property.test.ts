import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FaultSpec } from '../../src/index.js';
import { anyCall } from '../support/any-request.js';
import { bareDevice } from '../support/bare-device.js';
import { traceCommands, traceComplaints } from '../support/command-traces.js';
import { hop } from '../support/microtasks.js';
import { deadline, holds } from '../support/property.js';

const request = fc
  .oneof(
    anyCall,
    fc.array(anyCall, { minLength: 1, maxLength: 4 }),
    fc.constantFrom(
      { jsonrpc: '2.0', method: 'freq', params: ['2220'], id: 1 },
      { jsonrpc: '2.0', method: 'radio_reset', id: 1 },
    ),
  )
  .map((json) => new TextEncoder().encode(JSON.stringify(json)));

const fault: fc.Arbitrary<FaultSpec> = fc.record({
  kind: fc.constantFrom('busy' as const, 'unavailable' as const, 'garbage' as const, 'no-reply' as const),
  probability: fc.constantFrom(0.3, 1),
});

/** What happens beside the requests. */
const step = fc.record({
  hops: fc.nat(10),
  deed: fc.oneof(
    { arbitrary: fc.record({ do: fc.constant('request' as const), bytes: request }), weight: 10 },
    { arbitrary: fc.record({ do: fc.constant('disconnect' as const), nth: fc.nat(10) }), weight: 3 },
    { arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.nat(40) }), weight: 4 },
    { arbitrary: fc.record({ do: fc.constant('fault' as const), fault }), weight: 2 },
    { arbitrary: fc.record({ do: fc.constantFrom('reset', 'pause', 'resume', 'abandon') }), weight: 2 },
  ),
});

const options = fc.record({
  worker: fc.record({
    queueCapacity: fc.nat(3),
    processingTime: fc.constantFrom(0, 10),
    admissionTimeout: fc.constantFrom(0, 0, 15),
  }),
  deadlines: fc.record({ read: fc.constantFrom(0, 12) }),
  journal: fc.record({ maxEntries: fc.constantFrom(0, 100) }),
});

test(
  'each command has one begin and one end, whatever becomes of it, and they say what its event says',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(
        options,
        fc.array(step, { maxLength: 16, size: 'max' }),
        fc.constantFrom('finish' as const, 'reject' as const),
        async (given, steps, drain) => {
          const trace = traceCommands();
          try {
            const { device, clock, records } = bareDevice(given);
            const clients: AbortController[] = [];
            const handled: Promise<unknown>[] = [];
            for (const { hops, deed } of steps) {
              await hop(hops);
              if (deed.do === 'request') {
                const client = new AbortController();
                const origin = { port: 'http', peer: `127.0.0.1:${clients.push(client)}` } as const;
                handled.push(Promise.resolve(device.handler.handle(deed.bytes, origin, client.signal)));
              } else if (deed.do === 'disconnect') clients[deed.nth]?.abort();
              else if (deed.do === 'advance') await clock.advance(deed.ms);
              else if (deed.do === 'fault') device.faults.add(deed.fault);
              else if (deed.do === 'reset') await device.reset();
              else device.worker[deed.do]();
            }
            device.skipDelays();
            const closed = device.worker.close(drain);
            await clock.advance('1m');
            await Promise.all([closed, ...handled]);
            device.release();
            expect(traceComplaints(trace.events)).toEqual([]);
            const ends = trace.events.flatMap(({ event, was }) => (event === 'asyncEnd' ? [was] : []));
            // A command has either a record of the worker or the reply of a fault.
            const ofWorker = records.map(({ outcome }) =>
              outcome.kind === 'error'
                ? outcome.error.token
                : outcome.kind === 'result'
                  ? 'ok'
                  : outcome.kind,
            );
            expect(ends.length).toBeGreaterThanOrEqual(ofWorker.length);
            if (!steps.some(({ deed }) => deed.do === 'fault'))
              expect(ends.map(({ outcome }) => outcome)).toEqual(ofWorker);
          } finally {
            trace.end();
          }
        },
      ),
      { share: 0.3 },
    );
  },
);
