import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  exchangeParameters,
  filterOf,
  isEmpty,
  portNames,
  queryOf,
  rates,
} from '../../page/src/journal/journal-filter.js';
import { rowWindow } from '../../page/src/journal/row-window.js';

describe('the filter in the address', () => {
  test('names what it lets pass', () => {
    const filter = filterOf(
      'method=freq&outcome=Parse+error&port=https&peer=%5B%3A%3A1%5D&fault=a%26b&rate=100',
    );
    expect(filter).toEqual({
      ...{ method: 'freq', outcome: 'Parse error', port: 'https', peer: '[::1]', fault: 'a&b', rate: 100 },
    });
    expect(isEmpty(filter)).toBe(false);
  });

  test.each(['', 'method=&peer=+', 'port=ftp', 'rate=1000000', 'unknown=1', '%', '&&=&'])(
    'lets everything pass: %j',
    (query) => {
      expect(isEmpty(filterOf(query))).toBe(true);
      expect(filterOf(query).rate).toBe(20);
      expect(queryOf(filterOf(query))).toBe('');
    },
  );

  test('is the same after it was written and read', () => {
    const text = fc.option(
      fc.string({ minLength: 1, unit: 'grapheme' }).filter((each) => each.trim() === each && each !== ''),
      { nil: undefined },
    );
    const filters = fc.record({
      method: text,
      outcome: text,
      peer: text,
      fault: text,
      port: fc.option(fc.constantFrom(...portNames), { nil: undefined }),
      rate: fc.constantFrom(...rates),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        expect(filterOf(queryOf(filter))).toEqual(filter);
      }),
    );
  });
});

describe('the parameters of a request', () => {
  const names = { methods: new Set(['freq']), outcomes: new Set(['ok']) };

  test('say which names are unknown', () => {
    expect(exchangeParameters(filterOf('method=freq&outcome=ok'), names)).toEqual({
      method: 'freq',
      outcome: 'ok',
    });
    expect(exchangeParameters(filterOf('method=frq&outcome=HOT'), names)).toEqual({
      ...{ unknownMethod: 'frq', unknownOutcome: 'HOT' },
    });
    expect(exchangeParameters(filterOf('method=frq'), { ...names, methods: undefined })).toEqual({
      method: 'frq',
    });
  });

  test('have what else is chosen, and nothing that is not', () => {
    expect(exchangeParameters(filterOf('peer=::1&fault=slow&port=http'), names)).toEqual({
      ...{ peer: '::1', fault: 'slow', port: 'http' },
    });
    expect(exchangeParameters(filterOf(''), names)).toEqual({});
  });
});

describe('the rows that are drawn', () => {
  test('are those in view and some around them', () => {
    expect(rowWindow(0, 300, 30, 1_000)).toEqual({ first: 0, end: 19 });
    expect(rowWindow(3_000, 300, 30, 1_000)).toEqual({ first: 92, end: 119 });
    expect(rowWindow(29_700, 300, 30, 1_000)).toEqual({ first: 981, end: 1_000 });
  });

  test('are all of a short list', () => {
    expect(rowWindow(0, 300, 30, 3)).toEqual({ first: 0, end: 3 });
    expect(rowWindow(0, 300, 30, 0)).toEqual({ first: 0, end: 0 });
  });

  test('cover the view wherever it is, also where the list has become shorter', () => {
    const pixels = fc.double({ min: -50, max: 40_000, noNaN: true });
    fc.assert(
      fc.property(
        pixels,
        fc.integer({ min: 1, max: 2_000 }),
        fc.integer({ min: 0, max: 1_000 }),
        (top, height, count) => {
          const { first, end } = rowWindow(top, height, 30, count);
          expect(0 <= first && first <= end && end <= count).toBe(true);
          const lastTop = Math.max(0, count * 30 - height);
          const seen = Math.min(Math.max(0, top), lastTop);
          expect(first * 30).toBeLessThanOrEqual(seen);
          expect(end * 30).toBeGreaterThanOrEqual(Math.min(seen + height, count * 30));
          expect(end - first).toBeLessThanOrEqual(Math.ceil(height / 30) + 1 + 16);
        },
      ),
    );
  });
});
