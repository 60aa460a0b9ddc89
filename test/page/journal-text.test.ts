import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Exchange, replyOf, requestOf, shortened } from '../../page/src/journal/exchange.js';
import {
  bentBy,
  gradeOf,
  methodsText,
  outcomesText,
  wallText,
} from '../../page/src/journal/exchange-words.js';
import { fixtureText } from '../../page/src/journal/fixture.js';
import { hexDump } from '../../page/src/journal/hex-dump.js';
import { indentJson } from '../../page/src/journal/indent-json.js';
import { isVisible, visibleBlock, visibleLine } from '../../page/src/journal/visible-text.js';

function exchange(members: Partial<Exchange> = {}): Exchange {
  return {
    ...{ node: '1', n: 1, at: 0, port: 'http', peer: '127.0.0.1:40000', reply: null, ending: 'reply' },
    ...{ request: '', commands: [], faults: [] },
    ...members,
  };
}

const calls = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([method, outcome]) => ({ id: 1, method, params: [], outcome, waitMs: 0, runMs: 0 }));

describe('text from outside', () => {
  test.each([
    ['escape', '\u001b[31m', String.raw`\u001b[31m`],
    ['override of the direction', 'a\u202eb', String.raw`a\u202eb`],
    ['isolate', '\u2066', String.raw`\u2066`],
    ['zero width', '\u200b\ufeff', String.raw`\u200b\ufeff`],
    ['tag', '\u{e0041}', String.raw`\udb40\udc41`],
    ['lone surrogate', '\ud800', String.raw`\ud800`],
    ['separator of lines', '\u2028', String.raw`\u2028`],
    ['line feed', 'a\nb', String.raw`a\u000ab`],
    ['blank letter', '\u3164', String.raw`\u3164`],
    ['emoji', '📡 é', '📡 é'],
    ['markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ])('%s', (_, text, shown) => {
    expect(visibleLine(text)).toBe(shown);
    expect(isVisible(text)).toBe(text === shown);
  });

  test('is cut before it is escaped', () => {
    expect(visibleLine('\u0000'.repeat(5), 2)).toBe(String.raw`\u0000\u0000…`);
  });

  test('of several lines keeps its lines and tabs', () => {
    expect(visibleBlock('a\n\tb\r')).toBe('a\n\tb\\u000d');
  });
});

describe('bytes', () => {
  test('are shown with offsets, in two halves, and as far as they are visible as text', () => {
    expect(hexDump(new TextEncoder().encode('{"id":1}\u0000é~0123456'))).toBe(
      [
        '0000  7b 22 69 64 22 3a 31 7d  00 c3 a9 7e 30 31 32 33  {"id":1}...~0123',
        '0010  34 35 36                                          456',
      ].join('\n'),
    );
    expect(hexDump(new Uint8Array())).toBe('');
  });

  test('have offsets of as many digits as they need', () => {
    expect(hexDump(new Uint8Array(0x10_001)).split('\n').at(-1)).toMatch(/^10000 {2}00 /);
  });
});

describe('JSON', () => {
  test('is indented, and what is short stays on one line', () => {
    expect(indentJson('{"result" : ["4700"], "id" : 1, "list":[{"a":1},[]]}')).toBe(
      ['{', '  "result": ["4700"],', '  "id": 1,', '  "list": [', '    {"a": 1},', '    []', '  ]', '}'].join(
        '\n',
      ),
    );
  });

  test('keeps keys that are there twice, their order, and the spelling of numbers', () => {
    expect(indentJson('{"b":1e400,"b":"\\u0041","a":1.0}')).toBe('{"b": 1e400, "b": "\\u0041", "a": 1.0}');
  });

  test.each(['', '{"a":', 'undefined', "{'a':1}", '\ufeff{}', '['.repeat(100_000)])(
    'is not %.20j',
    (text) => {
      expect(indentJson(text)).toBeUndefined();
    },
  );

  test('means the same, indented', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(JSON.parse(indentJson(text) ?? '')).toEqual(JSON.parse(text));
      }),
    );
  });

  test('that is nested deeply does not grow beyond measure', () => {
    const depth = 5_000;
    const text = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(indentJson(text)?.length).toBeLessThan(text.length * 50);
  });
});

describe('an exchange in words', () => {
  test('names its calls and outcomes, each once', () => {
    const each = exchange({
      commands: calls(['freq', 'ok'], ['freq', 'BUSY'], ['bw', 'ok'], ['a', 'ok'], ['b', 'ok']),
    });
    expect(methodsText(each)).toBe('freq ×2, bw, a, +1');
    expect(outcomesText(each)).toBe('ok ×4, BUSY');
    expect(gradeOf(each)).toBe('medium');
  });

  test('without a call has the error of its reply', () => {
    const reply = '{"error":{"code":-32700,"message":"Parse error"}}';
    expect(methodsText(exchange({ reply }))).toBe('invalid request');
    expect(outcomesText(exchange({ reply }))).toBe('Parse error');
    expect(outcomesText(exchange({ reply: '<b>' }))).toBe('–');
    expect(gradeOf(exchange({ reply }))).toBe('bad');
  });

  test('names what bent it', () => {
    const chaos = { case: 'http.freq.1.late', bend: 'late' };
    expect(bentBy(exchange({ faults: ['slow', 'cut'], chaos }))).toBe('slow, cut, chaos: late');
  });

  test('has a time that no date can hold', () => {
    expect(wallText(1e300)).toEqual(['–', '']);
    expect(wallText(0)).toEqual(['00:00:00', '.000']);
  });
});

describe('a row keeps the beginning of what is long', () => {
  const long = exchange({ request: 'é'.repeat(1_500), reply: 'short', commands: calls(['freq', 'ok']) });

  test('with the sizes of the whole', () => {
    const kept = shortened(long);
    expect(kept.cut).toBe(true);
    expect(requestOf(kept)).toMatchObject({ size: 3_000, text: 'é'.repeat(1_000) });
    expect(requestOf(kept).bytes).toHaveLength(2_000);
    expect(replyOf(kept)).toMatchObject({ size: 5, text: 'short' });
    expect(replyOf(shortened({ ...long, reply: null }))).toBeUndefined();
  });

  test('beyond 2,000 bytes', () => {
    const fits = exchange({ request: 'a'.repeat(2_000), reply: 'a'.repeat(2_000) });
    expect(shortened(fits)).toBe(fits);
    expect(requestOf(shortened({ ...fits, request: 'a'.repeat(2_001) }))).toMatchObject({
      ...{ size: 2_001, text: fits.request },
    });
    expect(replyOf(shortened({ ...fits, reply: 'a'.repeat(2_001) }))?.bytes).toHaveLength(2_000);
  });
});

test('a fixture has the form of GET /journal/fixture', () => {
  const one = exchange({ request: '{}', reply: null, page: 'broadcast' });
  expect(JSON.parse(fixtureText([one, exchange({ reply: 'x' })]))).toEqual([
    { port: 'http', page: 'broadcast', request: '{}', reply: null },
    { port: 'http', request: '', reply: 'x' },
  ]);
});
