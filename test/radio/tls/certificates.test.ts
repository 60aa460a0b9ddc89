import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { Certificates } from '../../../src/radio/tls/certificates.js';
import { randomSource } from '../../../src/core/random.js';

const of = (seed: number, nodeid = '310061') => new Certificates(randomSource(seed), nodeid);
const noon = Date.UTC(2026, 0, 1, 12);

test('a certificate is one that others can read, signed by itself', () => {
  const parsed = new X509Certificate(of(1).next(noon).certificate);
  expect(parsed.subject).toBe('CN=silvus-310061');
  expect(parsed.issuer).toBe(parsed.subject);
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(parsed.checkIssued(parsed)).toBe(true);
  expect([parsed.validFrom, parsed.validTo]).toEqual([
    'Jan  1 12:00:00 2026 GMT',
    'Dec 30 12:00:00 2035 GMT',
  ]);
});

test('one that ends after 2049 is written as the standard says', () => {
  const parsed = new X509Certificate(of(1).next(Date.UTC(2045, 5, 1)).certificate);
  expect(parsed.validFrom).toBe('Jun  1 00:00:00 2045 GMT');
  expect(parsed.validTo).toBe('May 30 00:00:00 2055 GMT');
});

test('the same seed gives the same bytes; another seed, another node and the next one give others', () => {
  const one = of(1);
  const all = [one.factory, one.next(noon), one.next(noon), of(2).factory, of(1, '310062').factory];
  expect(new Set(all.map(({ certificate }) => certificate)).size).toBe(5);
  expect(new Set(all.map(({ key }) => key)).size).toBe(5);
  const again = of(1);
  expect([again.next(noon), again.factory, again.factory]).toEqual([all[1], all[0], all[0]]);
});

test('a hundred of them are all well formed', () => {
  const certificates = of(5);
  for (let count = 0; count < 100; count += 1) {
    const parsed = new X509Certificate(certificates.next(noon).certificate);
    expect(parsed.verify(parsed.publicKey)).toBe(true);
  }
});
