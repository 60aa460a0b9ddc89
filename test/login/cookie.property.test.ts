import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cookieIn, setCookie } from '../../src/login/cookie.js';
import { deadline, holds } from '../support/property.js';

const name = fc.constantFrom('session', 'sid', 'a.b$');
const token = fc.string({
  unit: fc.constantFrom(...Array.from('0123456789abcdef')),
  minLength: 1,
  maxLength: 32,
});
/** A cookie of another name, or something that is none. */
const other = fc.oneof(
  fc.string({ unit: fc.constantFrom(...Array.from('seionid=" \t$.,')), maxLength: 20 }),
  fc.string({ maxLength: 20 }),
  fc.constantFrom('session ', 'Session=1', 'xsession=1', 'session', 'sessions=1', '$Version=1', ''),
);
/** Any bytes, as Node.js gives those of a header. */
const bytes = fc.uint8Array({ maxLength: 100 }).map((each) => Buffer.from(each).toString('latin1'));
const blanks = fc.constantFrom('', ' ', '  ');

const isOther = (text: string, cookie: string) => !text.trim().startsWith(`${cookie}=`);

test('a cookie is found among others, wherever it stands', deadline, () =>
  holds(
    fc.property(
      name,
      token,
      fc.array(other),
      fc.array(other),
      blanks,
      (cookie, value, before, after, blank) => {
        const rest = [...before, ...after].map((text) => text.replaceAll(';', ''));
        fc.pre(rest.every((text) => isOther(text, cookie)));
        const [front, back] = [rest.slice(0, before.length), rest.slice(before.length)];
        const header = [...front, `${blank}${cookie}=${value}${blank}`, ...back].join(';');
        expect(cookieIn(header, cookie)).toBe(value);
      },
    ),
    { share: 0.3 },
  ),
);

test('where it is there more than once, or not at all, there is none', deadline, () =>
  holds(
    fc.property(name, fc.array(token, { maxLength: 4 }), fc.array(other), (cookie, values, more) => {
      fc.pre(values.length !== 1);
      const rest = more.map((text) => text.replaceAll(';', '')).filter((text) => isOther(text, cookie));
      const header = [...rest, ...values.map((value) => `${cookie}=${value}`)].join('; ');
      expect(cookieIn(header, cookie)).toBeUndefined();
    }),
  ),
);

test('any header is read without an error, to a part of it or to nothing', deadline, () =>
  holds(
    fc.property(fc.oneof(bytes, other), name, (header, cookie) => {
      const value = cookieIn(header, cookie);
      expect(value === undefined || header.includes(value)).toBe(true);
    }),
  ),
);

test('what is set is read back', deadline, () =>
  holds(
    fc.property(name, token, fc.integer({ min: 1, max: 86_400_000 }), (cookie, value, lifetime) => {
      const [pair = ''] = setCookie(cookie, value, lifetime).split(';');
      expect(cookieIn(pair, cookie)).toBe(value);
    }),
  ),
);
