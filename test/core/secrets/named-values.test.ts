import { expect, test } from 'vitest';
import { namedSpans } from '../../../src/core/secrets/named-values.js';
import { SecretNames, newNameBudget } from '../../../src/core/secrets/secret-names.js';
import { maskSpans } from '../../../src/core/secrets/spans.js';

const names = new SecretNames(['enc_key'], ['freq', 'enc_key_len']);
const masked = (text: string) => maskSpans(text, namedSpans(text, names, newNameBudget()));

test.each([
  ['{"enc_key": "1234", "freq": "4700"}', '{"enc_key": "****", "freq": "4700"}'],
  ['{"ENC-KEY":1234,"enc_key_len":256}', '{"ENC-KEY":****,"enc_key_len":256}'],
  ['{"enc\\u005fkey":"a\\"b","c":1}', '{"enc\\u005fkey":"****","c":1}'],
  ['{"a":"{\\"enc_keyx\\":\\"12\\"}","b":"c"}', '{"a":"{\\"enc_keyx\\":\\"**\\"}","b":"c"}'],
  ['{"enc_key":["1",{"a":2}],"b":"c"}', '{"enc_key":["*",{"*":*}],"b":"c"}'],
  ['GET /x?token=abc&b=1', 'GET /x?token=***&b=1'],
  ['Cookie: a=b\r\nHost: x', 'Cookie: ***\r\nHost: x'],
  ['{"frq":"2490"}', '{"frq":"2490"}'],
  ['{"psk":null,"b":"c"}', '{"psk":null,"b":"c"}'],
])('%s becomes %s', (text, expected) => {
  expect(masked(text)).toBe(expected);
});

test('behind 500 unknown names, and behind 20,000 names, all is hidden', () => {
  const unknown = (stem: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${stem}${index}=1`).join(' ');
  expect(masked(unknown('name', 500))).toBe(unknown('name', 500));
  expect(masked(unknown('label', 501)).slice(-4)).toBe('00=*');
  expect(masked('freq=1 '.repeat(20_000))).toBe('freq=1 '.repeat(20_000));
  expect(masked('freq=1 '.repeat(20_001)).slice(-3)).toBe('=**');
});
