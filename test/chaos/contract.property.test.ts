import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChaosLevel, methodDeclarations } from '../../src/index.js';
import { bodyOf, steadyClient } from '../support/chaos.js';
import { httpRequest } from '../support/json-rpc-client.js';
import { deadline, holds } from '../support/property.js';

const method = fc.constantFrom(...methodDeclarations.map(({ name }) => name), 'no_such');
const param = fc.constantFrom('', '0', '1', '27', '4700', '2220', 'net 2', 'x');
const call = fc.record({
  jsonrpc: fc.constant('2.0'),
  method,
  params: fc.array(param, { maxLength: 2 }),
  id: fc.oneof(fc.nat(), fc.string(), fc.constant(null)),
});
const request = fc.oneof(
  { weight: 4, arbitrary: call },
  { weight: 1, arbitrary: fc.array(call, { minLength: 1, maxLength: 4 }) },
);

/** One reply as JSON. */
type ReplyObject = Readonly<Record<string, unknown>>;

function repliesIn(text: string): readonly ReplyObject[] {
  const json: unknown = JSON.parse(text);
  return (Array.isArray(json) ? json : [json]) as readonly ReplyObject[];
}

const byId = (replies: readonly ReplyObject[]) =>
  replies.map((reply) => JSON.stringify([reply['id'], reply['result'], codeOf(reply)], inOrder)).sort();

/** The order of keys means nothing. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function codeOf({ error }: ReplyObject): unknown {
  if (typeof error !== 'object' || error === null) return error;
  return [Reflect.get(error, 'code'), Reflect.get(error, 'message')];
}

async function bothReplies(level: ChaosLevel, seed: number, requests: readonly unknown[]) {
  const common = { seed, timing: { preset: 'instant' } } as const;
  const plain = await steadyClient(common);
  const stages = ['read', 'write'] as const;
  const bent = await steadyClient({ ...common, chaos: { level, share: 1, stages: [...stages] } });
  const replies: { readonly plain: string; readonly bent: string }[] = [];
  for (const each of requests) {
    const bytes = httpRequest(JSON.stringify(each));
    const [of, as] = await Promise.all([
      plain.exchange(plain.mock.http.port, bytes),
      bent.exchange(bent.mock.http.port, bytes),
    ]);
    replies.push({ plain: bodyOf(of), bent: bodyOf(as) });
  }
  await Promise.all([plain.mock.close({ graceMs: 1_000 }), bent.mock.close({ graceMs: 1_000 })]);
  return replies;
}

test(
  'json-rpc: every reply is JSON-RPC 2.0 with the id, the result and the error of a plain radio',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(
        fc.nat(),
        fc.array(request, { minLength: 1, maxLength: 6 }),
        async (seed, requests) => {
          for (const { plain, bent } of await bothReplies('json-rpc', seed, requests)) {
            const replies = repliesIn(bent);
            expect(byId(replies)).toEqual(byId(repliesIn(plain)));
            for (const reply of replies) {
              expect(reply['jsonrpc']).toBe('2.0');
              expect('result' in reply !== 'error' in reply).toBe(true);
              if ('error' in reply)
                expect(reply['error']).toMatchObject({
                  code: expect.any(Number),
                  message: expect.any(String),
                });
            }
          }
        },
      ),
      { share: 0.1 },
    );
  },
);

test(
  'radio: every reply is the plain one in a form that radios have, or a refusal that clients expect',
  deadline,
  async () => {
    await holds(
      fc.asyncProperty(
        fc.nat(),
        fc.array(request, { minLength: 1, maxLength: 6 }),
        async (seed, requests) => {
          let isSame = true;
          for (const { plain, bent } of await bothReplies('radio', seed, requests)) {
            const replies = repliesIn(bent);
            const expected = repliesIn(plain);
            expect(replies.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
            for (const [index, reply] of replies.entries()) {
              const message = messageOf(reply);
              if (message === 'BUSY' || message === 'UNAVAILABLE') isSame = false;
              // What was refused was not executed: what follows may differ.
              else if (isSame)
                expect([reply['result'], message]).toEqual([
                  expected[index]?.['result'],
                  messageOf(expected[index] ?? {}),
                ]);
              expect(
                Object.keys(reply).filter((key) => !['result', 'error', 'id', 'jsonrpc'].includes(key)),
              ).toEqual([]);
              if ('jsonrpc' in reply) expect(reply['jsonrpc']).toBe('2.0');
            }
          }
        },
      ),
      { share: 0.1 },
    );
  },
);

function messageOf({ error }: ReplyObject): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : error;
}
