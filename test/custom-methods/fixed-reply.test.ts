import { expect, test } from 'vitest';
import { call, outcome, post } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';

test('a fixed reply is any JSON, written as the radio writes', async () => {
  const mock = await running({
    methods: [{ name: 'rack', result: { slot: 3, tags: ['a', 'b'], spare: null, on: true } }],
  });
  expect(await post(mock, '{"jsonrpc":"2.0","method":"rack","id":1}')).toBe(
    '{"result" : {"slot": 3, "tags": ["a", "b"], "spare": null, "on": true}, "id" : 1, "jsonrpc" : "2.0"}',
  );
});

test('its texts take parameters and the present settings', async () => {
  const mock = await running({
    timing: { preset: 'instant' },
    methods: [
      {
        name: 'label',
        params: [
          { name: 'who', kind: 'text' },
          { name: 'why', kind: 'text', optional: true },
        ],
        result: ['{{params.0}} on {{ state.freq }} ({{params.1}})', { at: '{{state.gps_coordinates.1}}' }],
      },
    ],
  });
  expect(await outcome(mock, 'label', ['alpha', 'test'])).toEqual([
    'alpha on 4700 (test)',
    { at: '-118.447' },
  ]);
  await call(mock, 'freq', ['2220']);
  expect(await outcome(mock, 'label', [7])).toEqual(['7 on 2220 ()', { at: '-118.447' }]);
});

test('too few parameters are told of with those that a call may do without', async () => {
  const params = [
    { name: 'who', kind: 'text' },
    { name: 'why', kind: 'text', optional: true },
  ] as const;
  const mock = await running({ methods: [{ name: 'label', params, result: [''] }] });
  for (const given of [[], ['a', 'b', 'c']])
    expect((await call(mock, 'label', given)).error?.data).toEqual({
      detail: { field: 'label params', value: `${given.length} given`, allowed: '1 to 2 (who, why)' },
    });
});

test('what a client sends is not looked at for placeholders', async () => {
  const mock = await running({
    methods: [{ name: 'echo', params: [{ name: 'text', kind: 'text' }], result: ['{{params.0}}'] }],
  });
  expect(await outcome(mock, 'echo', ['{{state.freq}} $& $1'])).toEqual(['{{state.freq}} $& $1']);
});

test.each([
  [
    'integer',
    { kind: 'integer', min: 1, max: 5, unit: 's' },
    ['5', 1],
    ['0', '6', '1.5', 'x'],
    '1 to 5 s, whole numbers',
  ],
  ['integer', { kind: 'integer', min: -1, max: 1 }, ['-1'], ['2'], '-1 to 1, whole numbers'],
  ['decimal', { kind: 'decimal', min: 0, max: 1 }, ['0.5'], ['1.01'], '0 to 1'],
  ['choice', { kind: 'choice', values: ['on', 'off'] }, ['on', 'off'], ['ON', ''], 'on, off'],
  ['text', { kind: 'text', maxLength: 3 }, ['', 'abc'], ['abcd'], 'a text of at most 3 characters'],
] as const)('a parameter of kind %s is judged as those of the radio', async (_, kind, good, bad, allowed) => {
  const mock = await running({
    methods: [{ name: 'own', params: [{ name: 'value', ...kind }], result: ['ok'] }],
  });
  for (const value of good) expect(await outcome(mock, 'own', [value])).toEqual(['ok']);
  for (const value of bad) {
    const { error } = await call(mock, 'own', [value]);
    expect(error).toMatchObject({
      code: -32602,
      message: 'INVALID_RANGE',
      data: { detail: { field: 'value', value, allowed } },
    });
  }
  expect((await call(mock, 'own', [])).error?.data).toEqual({
    detail: { field: 'own params', value: '0 given', allowed: '1 (value)' },
  });
});

test('an effect begins once the reply is out, and only for a write', async () => {
  const mock = await running({
    methods: [
      { name: 'restart', effect: 'soft-boot', result: [''] },
      {
        name: 'tune',
        access: 'read-write',
        params: [{ name: 'to', kind: 'text' }],
        effect: 'soft-boot',
        result: [''],
      },
    ],
  });
  expect(await outcome(mock, 'tune')).toEqual(['']);
  expect(mock.blackout.current).toBeUndefined();
  expect(await outcome(mock, 'restart')).toEqual(['']);
  expect(mock.blackout.current?.cause).toBe('soft-boot');
  expect(await outcome(mock, 'restart')).toBe('UNAVAILABLE');
});

test('a secret parameter is kept out of the journal', async () => {
  const mock = await running({
    methods: [{ name: 'unlock', params: [{ name: 'pin', kind: 'text', secret: true }], result: [''] }],
  });
  await call(mock, 'unlock', ['4711']);
  const [exchange] = mock.journal.entries;
  expect(exchange?.commands).toMatchObject([{ method: 'unlock', params: ['****'] }]);
  expect(Buffer.from(exchange?.request ?? []).toString()).not.toContain('4711');
});
