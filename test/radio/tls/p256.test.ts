import { createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { P256Key } from '../../../src/radio/tls/p256.js';

const secret = Buffer.from('c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721', 'hex');

test.each([
  [
    'sample',
    'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716',
    'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
  ],
  [
    'test',
    'f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367',
    '019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083',
  ],
])('the signature of "%s" is that of RFC 6979 (A.2.5)', (text, r, s) => {
  const signature = new P256Key(secret).sign(Buffer.from(text));
  const hex = (number: bigint) => number.toString(16).padStart(64, '0');
  expect([hex(signature.r), hex(signature.s)]).toEqual([r, s]);
});

test.each([
  ['zeros', Buffer.alloc(32)],
  ['ones', Buffer.alloc(32, 0xff)],
  ['the number one', Buffer.from('01'.padStart(64, '0'), 'hex')],
])('%s are a key too, whose signatures others verify', (_what, bytes) => {
  const key = new P256Key(bytes);
  const text = Buffer.from('a text');
  const { r, s } = key.sign(text);
  const signature = Buffer.from([r, s].map((each) => each.toString(16).padStart(64, '0')).join(''), 'hex');
  const publicKey = createPublicKey(key.privateKey);
  expect(verify('sha256', text, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true);
});
