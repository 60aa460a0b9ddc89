import { describe, expect, test } from 'vitest';
import type { Fix } from '../../src/gpsd/fix.js';
import { nmeaSentences } from '../../src/gpsd/nmea.js';

const wallTime = Date.UTC(2026, 1, 3, 4, 5, 6, 70);
const position = { latitude: 34.057, longitude: -118.447, altitude: 71.5 };
const locked: Fix = { mode: 3, wallTime, position, velocity: { speed: 10, track: 84.4, climb: 0 } };

const sentencesOf = (fix: Fix) => nmeaSentences(fix).split('\r\n').slice(0, -1);
const sentenceOf = (name: string, fix: Fix) => sentencesOf(fix).find((each) => each.startsWith(name)) ?? '';
/** Without its checksum. */
const fieldsOf = (name: string, fix: Fix) => sentenceOf(name, fix).split('*')[0]?.split(',') ?? [];

/** The checksum of NMEA 0183, written anew. */
function checksum(sentence: string): string {
  let sum = 0;
  for (const letter of sentence.slice(1, sentence.indexOf('*'))) sum ^= letter.charCodeAt(0);
  return sum.toString(16).toUpperCase().padStart(2, '0');
}

test('a locked receiver has its sentences, byte for byte', () => {
  expect(nmeaSentences(locked)).toBe(
    [
      '$GPRMC,040506.07,A,3403.42000,N,11826.82000,W,19.44,84.40,030226,,,A*4D',
      '$GPGGA,040506.07,3403.42000,N,11826.82000,W,1,08,1.2,71.5,M,0.0,M,,*72',
      '$GPGSA,A,3,02,05,12,15,18,24,25,29,,,,,2.0,1.2,1.6*37',
      '$GPGSV,2,1,08,02,72,040,46,05,55,130,44,12,48,265,43,15,37,310,41*7A',
      '$GPGSV,2,2,08,18,31,075,40,24,24,190,38,25,18,225,36,29,12,350,33*7F',
      '',
    ].join('\r\n'),
  );
});

test.each([0, 1, 2, 3] as const)('each sentence of mode %i has its checksum and at most 82 bytes', (mode) => {
  const fix = mode < 2 ? { mode, wallTime } : { ...locked, mode };
  for (const sentence of sentencesOf(fix)) {
    expect(sentence).toMatch(/^\$GP[A-Z]{3},.*\*[\dA-F]{2}$/);
    expect(sentence.slice(-2)).toBe(checksum(sentence));
    expect(sentence.length + 2).toBeLessThanOrEqual(82);
  }
});

describe('a place', () => {
  test.each([
    [0, 0, '0000.00000', 'N', '00000.00000', 'E'],
    [-90, 180, '9000.00000', 'S', '18000.00000', 'E'],
    [90, -180, '9000.00000', 'N', '18000.00000', 'W'],
    [-0.5, 0.25, '0030.00000', 'S', '00015.00000', 'E'],
    // The next whole degree, not the sixtieth minute.
    [47.9999999999, 8.9999999999, '4800.00000', 'N', '00900.00000', 'E'],
  ])('%f, %f', (latitude, longitude, ...expected) => {
    const fix = { ...locked, position: { latitude, longitude, altitude: 0 } };
    expect(fieldsOf('$GPGGA', fix).slice(2, 6)).toEqual(expected);
    expect(fieldsOf('$GPRMC', fix).slice(3, 7)).toEqual(expected);
  });
});

test('without a lock there is no place, and without the time none of it', () => {
  expect(fieldsOf('$GPGGA', { mode: 1, wallTime })).toEqual('$GPGGA,040506.07,,,,,0,01,,,M,,M,,'.split(','));
  expect(fieldsOf('$GPRMC', { mode: 0, wallTime })).toEqual('$GPRMC,,V,,,,,,,,,,N'.split(','));
  expect(sentenceOf('$GPGSV', { mode: 0, wallTime })).toBe('$GPGSV,1,1,00*79');
});

test('a year of five digits changes no field', () => {
  const late = { ...locked, wallTime: Date.UTC(12_026, 1, 3, 4, 5, 6, 70) };
  expect(nmeaSentences(late)).toBe(nmeaSentences(locked));
});

test('in two dimensions there is no altitude', () => {
  expect(fieldsOf('$GPGGA', { ...locked, mode: 2 }).slice(6)).toEqual('1,03,1.2,,M,,M,,'.split(','));
  expect(fieldsOf('$GPGSA', { ...locked, mode: 2 }).slice(1, 6)).toEqual(['A', '2', '02', '05', '12']);
});
