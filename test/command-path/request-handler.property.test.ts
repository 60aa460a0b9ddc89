import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConfigInput } from '../../src/config/schema.js';
import type { SinkReply } from '../../src/ports/request-sink.js';
import { bareDevice } from '../support/bare-device.js';
import { deadline, holds } from '../support/property.js';
import { anyBytes, expectedReplies } from '../support/any-request.js';

const maxBatch = 4;

const options: fc.Arbitrary<ConfigInput> = fc.record({
  timing: fc.record({ preset: fc.constantFrom('instant' as const, 'radio' as const) }),
  mode: fc.constantFrom('normal' as const, 'normal' as const, 'offline' as const),
  worker: fc.record({ queueCapacity: fc.nat(4), maxBatch: fc.constant(maxBatch) }),
  reply: fc.record({
    errors: fc.constantFrom('object' as const, 'string' as const),
    json: fc.constantFrom('radio' as const, 'compact' as const),
  }),
});

const origin = (nth: number) =>
  ({ port: nth % 3 === 0 ? 'maintenance' : 'http', peer: `127.0.0.1:${nth}` }) as const;

/** The text of a reply; undefined where there is none. */
function textOf(reply: SinkReply): string | undefined {
  if (reply.kind === 'cancelled') throw new Error('nobody has gone away');
  return reply.delivery.text;
}

interface Reply {
  readonly id?: unknown;
}

/** What is wrong with a reply as the answer to these bytes. */
function complaints(bytes: Uint8Array, text: string | undefined): readonly string[] {
  const { ids, isBatch } = expectedReplies(bytes, maxBatch);
  if (text === undefined) return ids.length === 0 ? [] : ['no reply'];
  if (/[\r\n]/.test(text)) return ['more than one line'];
  const json = JSON.parse(text) as Reply | readonly Reply[];
  if (Array.isArray(json) !== isBatch) return ['a batch for a single call, or the other way round'];
  const replies = [json].flat() as readonly Reply[];
  const wrong = replies.filter((reply) => !/^(result|error),id,jsonrpc$/.test(Object.keys(reply).join()));
  const given = JSON.stringify(replies.map(({ id }) => id));
  return [
    ...wrong.map((reply) => `members ${Object.keys(reply).join()}`),
    ...(given === JSON.stringify(ids) ? [] : [`ids ${given} for ${JSON.stringify(ids)}`]),
  ];
}

test('whatever bytes come, each call has one reply with its id, on one line of JSON', deadline, async () => {
  await holds(
    fc.asyncProperty(options, fc.array(anyBytes, { maxLength: 8 }), async (given, requests) => {
      const { device, clock, records, faults } = bareDevice(given);
      const { signal } = new AbortController();
      const replies = await Promise.all(
        requests.map(async (bytes, nth) => device.handler.handle(bytes, origin(nth), signal)),
      );
      const texts = replies.map(textOf);
      expect(requests.flatMap((bytes, nth) => complaints(bytes, texts[nth]))).toEqual([]);
      const commands = requests.reduce(
        (count, bytes) => count + expectedReplies(bytes, maxBatch).commands,
        0,
      );
      expect(records).toHaveLength(commands);
      expect(faults).toEqual([]);
      expect(device.journal.total).toBe(requests.length);
      device.release();
      expect(clock.pendingTimers()).toBe(0);
    }),
  );
});

test('both ways of writing a reply say the same', deadline, async () => {
  await holds(
    fc.asyncProperty(fc.array(anyBytes, { maxLength: 8 }), async (requests) => {
      const { signal } = new AbortController();
      const say = async (json: 'radio' | 'compact') => {
        const { device } = bareDevice({ reply: { json }, worker: { maxBatch } });
        const texts: unknown[] = [];
        for (const [nth, bytes] of requests.entries()) {
          texts.push(JSON.parse(textOf(await device.handler.handle(bytes, origin(nth), signal)) ?? 'null'));
        }
        return texts;
      };
      expect(await say('radio')).toEqual(await say('compact'));
    }),
    { share: 0.2 },
  );
});
