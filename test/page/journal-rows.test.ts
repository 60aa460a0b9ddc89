import { describe, expect, test } from 'vitest';
import type { Exchange } from '../../page/src/journal/exchange.js';
import { ExchangeRows } from '../../page/src/journal/exchange-rows.js';

function exchange(n: number, node = '1', at = n): Exchange {
  return {
    ...{ node, n, at, port: 'http', peer: '127.0.0.1:40000', request: '', reply: null, ending: 'reply' },
    ...{ commands: [], faults: [] },
  };
}

const numbers = (rows: ExchangeRows) => rows.shown.map(({ exchange: { n } }) => n);

function filled(...exchanges: readonly Exchange[]): ExchangeRows {
  const rows = new ExchangeRows();
  for (const each of exchanges) rows.add(each);
  rows.release();
  return rows;
}

describe('rows', () => {
  test('stand with the newest first', () => {
    expect(numbers(filled(exchange(1), exchange(2), exchange(4)))).toEqual([4, 2, 1]);
  });

  test('are held back until they are released', () => {
    const rows = filled(exchange(1));
    const before = rows.shown;
    rows.add(exchange(2));
    rows.add(exchange(3));
    expect(rows.shown).toBe(before);
    expect(rows.waitingCount).toBe(2);
    rows.release();
    expect(numbers(rows)).toEqual([3, 2, 1]);
    expect(rows.waitingCount).toBe(0);
  });

  test('are kept up to a limit: of 1,001 the oldest is dropped, also while they are held back', () => {
    const rows = new ExchangeRows();
    for (let n = 1; n <= 1_000; n += 1) rows.add(exchange(n));
    rows.release();
    expect(numbers(rows).at(-1)).toBe(1);
    rows.add(exchange(1_001));
    rows.release();
    expect(rows.shown).toHaveLength(1_000);
    expect(numbers(rows).at(-1)).toBe(2);

    for (let n = 1_002; n <= 5_000; n += 1) rows.add(exchange(n));
    expect(rows.waitingCount).toBe(3_999);
    rows.release();
    expect(rows.shown).toHaveLength(1_000);
    expect([numbers(rows)[0], numbers(rows).at(-1)]).toEqual([5_000, 4_001]);
  });

  test('have keys of their own', () => {
    const rows = filled(exchange(1), exchange(1, '2'), exchange(1));
    expect(new Set(rows.shown.map(({ key }) => key)).size).toBe(3);
  });
});

describe('the past', () => {
  test('is what has not come yet', () => {
    const rows = filled(exchange(1), exchange(3));
    expect(
      rows
        .missing(
          '1',
          5,
          [1, 2, 3, 4, 5].map((n) => exchange(n)),
        )
        .map(({ n }) => n),
    ).toEqual([4, 5]);
    expect(rows.missing('2', 1, [exchange(1, '2')]).map(({ n }) => n)).toEqual([1]);
  });

  test('is all there is, if the journal was cleared while the stream was lost', () => {
    const rows = filled(exchange(1), exchange(7));
    expect(rows.missing('1', 2, [exchange(1, '1', 50), exchange(2, '1', 51)])).toHaveLength(2);
  });

  test('is all there is, if the journal has had as many exchanges again since', () => {
    const rows = filled(exchange(1), exchange(2));
    const again = [1, 2, 3].map((n) => exchange(n, '1', n + 50));
    expect(rows.missing('1', 3, again)).toHaveLength(3);
  });
});

describe('a journal that was cleared', () => {
  test('is noticed at the number of the next exchange', () => {
    const rows = filled(exchange(1), exchange(2), exchange(1, '1', 9), exchange(2, '1', 10));
    expect(rows.shown.map((row) => rows.isNumbered(row))).toEqual([true, true, false, false]);
    expect(rows.shown.map(({ isFirst }) => isFirst)).toEqual([false, true, false, false]);
  });

  test('is noticed at its total', () => {
    const rows = filled(exchange(1), exchange(2), exchange(5, '2'));
    expect(rows.checkTotal('1', 2)).toBe(false);
    expect(rows.checkTotal('1', 0)).toBe(true);
    expect(rows.shown.map((row) => rows.isNumbered(row))).toEqual([true, false, false]);
    expect(rows.checkTotal('1', 0)).toBe(false);
  });

  test('is none that has gone on since its total was asked for', () => {
    const rows = filled(exchange(1));
    rows.add(exchange(2));
    expect(rows.checkTotal('1', 1, 1)).toBe(false);
  });

  test('leaves no row where the page has cleared it itself', () => {
    const rows = filled(exchange(4));
    rows.add(exchange(5));
    rows.clear();
    expect(rows.shown).toEqual([]);
    expect(rows.waitingCount).toBe(0);
    rows.add(exchange(1));
    rows.release();
    expect(rows.shown.map((row) => [row.isFirst, rows.isNumbered(row)])).toEqual([[false, true]]);
  });
});
