import { pino } from 'pino';
import { expect, test } from 'vitest';
import { redact } from '../../src/cli/log/redact.js';

const hidden = 'of nobody';

test.each([
  [{ password: hidden }],
  [{ login: { token: hidden } }],
  [{ request: { headers: { authorization: hidden, Authorization: hidden, cookie: hidden } } }],
  [{ changed: { enc_key: hidden, psk: hidden } }],
  [{ err: Object.assign(new Error('refused'), { headers: { authorization: hidden }, passwd: hidden }) }],
])('%j is written without its secret', (fields) => {
  const lines: string[] = [];
  pino({ redact }, { write: (line) => void lines.push(line) }).info(fields, 'said');
  expect(lines.join('')).toContain('"msg":"said"');
  expect(lines.join('')).toContain('(secret)');
  expect(lines.join('')).not.toContain(hidden);
});
