import { pino } from 'pino';
import { expect, test } from 'vitest';
import { redaction } from '../../../src/cli/log/logger.js';

const hidden = 'of nobody';

function lineOf(fields: object): string {
  const lines: string[] = [];
  pino(redaction, { write: (line) => void lines.push(line) }).info(fields, 'said');
  return lines.join('');
}

test.each([
  [{ password: hidden }],
  [{ login: { token: hidden } }],
  [{ request: { headers: { authorization: hidden, Authorization: hidden, cookie: hidden } } }],
  [{ changes: [{ enc_key: hidden }, { PSK: hidden }] }],
  [{ err: Object.assign(new Error('refused'), { headers: { authorization: hidden }, passwd: hidden }) }],
  [{ fault: Object.assign(new Error('refused'), { config: { token: hidden } }) }],
  [{ err: [Object.assign(new Error('refused'), { psk: hidden })] }],
  [{ err: { reason: Object.assign(new Error('refused'), { secret: hidden }) } }],
  [{ err: Object.assign(new Error('refused'), { headers: { toJSON: () => ({ authorization: hidden }) } }) }],
])('%j is written without its secret', (fields) => {
  const line = lineOf(fields);
  expect(line).toContain('"msg":"said"');
  expect(line).toContain('(secret)');
  expect(line).not.toContain(hidden);
});

test('all else is written as it is, an error with its kind and stack', () => {
  const at = new Date(0);
  const fields = { a: 1, b: null, c: ['x', { d: true }], at };
  expect(JSON.parse(lineOf(fields))).toMatchObject({ ...fields, at: at.toJSON() });
  const { err } = JSON.parse(lineOf({ err: new TypeError('wrong') })) as { err: Record<string, unknown> };
  expect(err).toMatchObject({
    type: 'TypeError',
    message: 'wrong',
    stack: expect.stringMatching(/^TypeError: wrong\n/),
  });
});

test('a line that holds itself ends, with its secrets hidden as deep as it is written', () => {
  const ring: Record<string, unknown> = { token: hidden };
  ring['again'] = ring;
  expect(lineOf(ring)).not.toContain(hidden);
});
