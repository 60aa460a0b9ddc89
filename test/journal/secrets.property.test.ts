import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Logger } from '../../src/index.js';
import { httpCall, controlPort } from '../support/control-plane-client.js';
import { post } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { exchange } from '../support/raw-client.js';

const hexKey = fc.constantFrom(32, 48, 64).chain((length) =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789abcdef')),
    minLength: length,
    maxLength: length,
  }),
);

/** A key that can be told by its look: not digits alone, and not the same few again and again. */
const key = hexKey.filter((text) => new Set(text).size > 5 && text.replaceAll(/\d/g, '').length > 1);

const separator = fc.constantFrom('_', '-', ' ', '.', '');
const edit = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `${text}x`,
  (text) => text.slice(0, -1),
  (text) => text.slice(1),
  (text) => text.replace('n', 'm'),
  (text) => text.replace('ey', 'ye'),
  (text) => `my_${text}`,
  (text) => `${text}_value`,
  (text) => `${text} `,
);
const casing = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.replace('k', 'K').replace('e', 'E'),
);

/** A spelling of `enc_key`. */
const spelling = fc
  .tuple(separator, edit, casing)
  .map(([between, change, write]) => write(change(`enc${between}key`)));

type Place = (name: string, value: string) => string;

const request = (members: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, ...members });

/** Where a secret behind its name can stand, whatever it looks like. */
const namedPlaces: Readonly<Record<string, Place>> = {
  parameter: (name, value) => request({ method: name, params: [value] }),
  'bare parameter': (name, value) => request({ method: name, params: value }),
  member: (name, value) => request({ method: 'freq', [name]: value }),
  'member in a parameter': (name, value) =>
    request({ method: 'freq', params: [{ deep: [{ [name]: [value] }] }] }),
  'in node_labels': (name, value) =>
    request({ method: 'node_labels', params: [JSON.stringify({ [name]: value })] }),
  saved: (name, value) => request({ method: 'setenvlinsingle', params: [name, value] }),
  batch: (name, value) => `[${request({ method: 'freq' })},${request({ method: name, params: [value] })}]`,
  order: (name, value) => JSON.stringify({ sleep: '0', api_list: [{ method: name, params: [value] }] }),
  'saved in an order': (name, value) =>
    JSON.stringify({ sleep: '0', api_list: [{ method: 'setenvlinsingle', params: [name, value] }] }),
  'order in text': (name, value) =>
    request({
      method: 'deferred_execution_api',
      params: [JSON.stringify({ sleep: '0', api_list: JSON.stringify([{ method: name, params: [value] }]) })],
    }),
  'invalid request': (name, value) => JSON.stringify({ method: name, values: [value] }),
};

/** Where a key alone can stand. */
const barePlaces: Readonly<Record<string, (value: string) => string>> = {
  id: (value) => request({ method: 'freq', id: value }),
  method: (value) => request({ method: value }),
  'member name': (value) => request({ method: 'freq', params: [{ [value]: 1 }] }),
  'parameter of another method': (value) => request({ method: 'nw_name', params: [value] }),
  'parameter of an unknown method': (value) => request({ method: 'frq', params: ['2490', value] }),
  escaped: (value) =>
    request({ method: 'frq', params: ['x'] }).replace(
      'x',
      value.replace(/./, (char) => `\\u00${char.charCodeAt(0).toString(16)}`),
    ),
  'cut JSON': (value) => request({ method: 'freq', params: [value] }).slice(0, -4),
  'no JSON': (value) => `GET /x?a=${value}&b=1`,
  'in a URL': (value) => request({ method: 'frq', params: [`http://user:${value}@host/?q=${value}`] }),
};

/** All that one radio shows of its requests to anybody but their clients. */
async function shownAfter(body: string): Promise<string> {
  const lines: unknown[] = [];
  const write = (fields: object, message: string) => void lines.push({ ...fields, message });
  const logger: Logger = { debug: write, info: write, warn: write, error: write };
  const radio = await running({ logger, control: { enabled: true } });
  radio.on('command', (event) => lines.push(event));
  await post(radio, body);
  await exchange(radio.maintenance.port, `${body}\n`);
  const paths = ['/journal', '/journal/fixture', '/status', '/metrics', '/health', '/log'];
  const answers = await Promise.all(paths.map((path) => httpCall(controlPort(radio), 'GET', path)));
  let failure = '';
  try {
    radio.journal.verify({ method: 'freq', params: ['1'], times: 99 });
  } catch (error) {
    failure = String(error);
  }
  const kept = radio.journal.entries.map((entry) => [entry, entry.requestText, entry.replyText]);
  const shown = JSON.stringify([lines, kept, radio.journal.toFixture(), radio.stats(), radio.health()]);
  await radio.close();
  return [shown, failure, ...answers.map(({ text }) => text)].join('\n');
}

/** Where a text is shown, with what stands around it; undefined if it is nowhere. */
function leakIn(shown: string, value: string): string | undefined {
  const at = shown.indexOf(value);
  return at < 0 ? undefined : shown.slice(Math.max(0, at - 300), at + 100);
}

test('a secret behind a spelling of its name is shown nowhere, short or long', async () => {
  const short = fc.string({ unit: fc.constantFrom(...Array.from('QXZJ')), minLength: 6, maxLength: 7 });
  const secret = fc.oneof(key, short);
  await fc.assert(
    fc.asyncProperty(
      spelling,
      fc.constantFrom(...Object.keys(namedPlaces)),
      secret,
      async (name, place, value) => {
        expect(leakIn(await shownAfter(namedPlaces[place]?.(name, value) ?? ''), value)).toBeUndefined();
      },
    ),
    { numRuns: 40 },
  );
});

test('a key by itself is shown nowhere, wherever it stands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(barePlaces)), key, async (place, value) => {
      // A character may be written as an escape: the rest of the key is as telling.
      expect(leakIn(await shownAfter(barePlaces[place]?.(value) ?? ''), value.slice(1))).toBeUndefined();
    }),
    { numRuns: 40 },
  );
});
