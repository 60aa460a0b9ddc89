import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Logger, SilvusMock } from '../../src/index.js';
import { traceCommands } from '../support/command-traces.js';
import { httpCall, controlPort } from '../support/control-plane-client.js';
import { post } from '../support/json-rpc-client.js';
import { running } from '../support/radio.js';
import { exchange } from '../support/raw-client.js';
import { barePlaces, key, leakIn, namedPlaces, spelling, wordLike } from '../support/secret-places.js';

/** All that one radio shows of its requests to anybody but their clients. */
async function shownAfter(body: string, prepare?: (radio: SilvusMock) => void): Promise<string> {
  const lines: unknown[] = [];
  const write = (fields: object, message: string) => void lines.push({ ...fields, message });
  const logger: Logger = { debug: write, info: write, warn: write, error: write };
  const radio = await running({ logger, control: { enabled: true } });
  prepare?.(radio);
  radio.on('command', (event) => lines.push(event));
  const traces = traceCommands();
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
  const shown = JSON.stringify([
    lines,
    traces.events,
    kept,
    radio.journal.toFixture(),
    radio.stats(),
    radio.health(),
  ]);
  await radio.close();
  traces.end();
  return [shown, failure, ...answers.map(({ text }) => text)].join('\n');
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

/** Bytes are shown as numbers, which a key of digits alone could equal by chance. */
const withLetter = wordLike.filter((value) => /[a-z]/i.test(value));

test('the key in force is shown nowhere, wherever it stands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(barePlaces)), withLetter, async (place, value) => {
      const body = barePlaces[place]?.(value) ?? '';
      const shown = await shownAfter(body, (radio) => radio.state.patch({ enc_key: value }));
      expect(leakIn(shown, value)).toBeUndefined();
    }),
    { numRuns: 40 },
  );
});
