import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Parameter, loadModel } from '../../src/index.js';
import { Catalogue, type CatalogueEntry } from '../../src/radio/catalogue.js';
import { Radio } from '../../src/radio/radio.js';
import { randomSource } from '../../src/core/random.js';
import { allowedValue } from '../../src/fast-check/fast-check.js';
import { deadline, holds } from '../support/property.js';
import { streamsOf } from '../../src/simulator/reports/streams.js';
import { loaded } from '../support/config.js';

const reportSettings = loaded({}).config.reports;

/** Streams that are off have no receiver and no period. */
const reportsOn = { rssi_report_enable: ['1'], temp_reporting_mode: ['2'] };

/** A radio on the move, so that its position depends on its receiver. */
const base = loadModel('default');
const model = { ...base, gps: { ...base.gps, speed: 10, course: 45 } };
const catalogue = new Catalogue(model, 'fine');
const entries = catalogue.entries();
const timing = { softBoot: 0, powerChange: 0, reboot: 0, rebootDelay: 0, zeroize: 0 };
const at = { now: 60_000, wallTime: 1_000_000 };

const allowed = (parameters: readonly Parameter[]) =>
  fc.tuple(...parameters.map(({ domain }) => allowedValue(domain)));

/** Measured values of a radio that is hot or cold, has its position or not. */
const readings = fc.record(
  Object.fromEntries(
    entries
      .filter(({ reading }) => reading.length > 0)
      .map(({ declaration, reading }) => [declaration.name, allowed(reading)]),
  ),
);

/** It changes which reports are sent: test/simulator/reports/streams.test.ts. */
const seenInReports = ['temp_reporting_min_threshold'];

/** It changes what the HTTPS port shows: test/ports/https/certificate.test.ts. */
const seenInTls = ['tls_cert'];

const changes = entries.filter(
  ({ declaration: { name, access, settings } }) =>
    access === 'read-write' && settings.length > 0 && ![...seenInReports, ...seenInTls].includes(name),
);

/** Nodes to ask about: the radio itself and another one. */
const nodes = [model.identity.nodeid, '310226'];

/** Ways to read a method: without parameters, and with each node or allowed value of what it asks. */
function questions({ asks }: CatalogueEntry): readonly (readonly string[])[] {
  if (asks.length === 0) return [[]];
  const values = asks.map(({ domain: { values, range } }) => values?.[0] ?? String(range?.min ?? 0));
  const isAboutNode = asks[0]?.domain.allowed.startsWith('a node ID') === true;
  return isAboutNode ? nodes.map((node) => values.with(0, node)) : [values];
}

/** True if a method reads the same setting: `power_mw` beside `power_dBm`. */
const isSame = (entry: CatalogueEntry, changed: CatalogueEntry) =>
  entry.declaration.settings.some((each) => changed.declaration.settings.includes(each));

/** What others show after a write: the reads of all other methods, and the effects of the write. */
function seenAfter(changed: CatalogueEntry, values: readonly string[], measured: Record<string, string[]>) {
  const radio = new Radio({ model, catalogue, timing, bootedAt: 0, random: randomSource(1) });
  expect(radio.patch({ ...measured, ...reportsOn }, at)).toBeUndefined();
  const { outcome, effects } = radio.execute({ method: changed.declaration.name, params: values }, at);
  expect(outcome).toEqual({ kind: 'result', result: [''] });
  const reads = entries
    .filter((entry) => entry.declaration.name !== 'print_all_settings' && !isSame(entry, changed))
    .filter((entry) => entry.declaration.access.startsWith('read'))
    .flatMap((entry) =>
      questions(entry).map((params) => radio.execute({ method: entry.declaration.name, params }, at).outcome),
    );
  expect(reads.filter(({ kind }) => kind !== 'result')).toEqual([]);
  const setting = (name: string) => radio.setting(name, at.now);
  return { effects, reads, air: radio.air(at), reports: [...streamsOf({ setting }, reportSettings)] };
}

const named = (list: readonly CatalogueEntry[]) =>
  list.map((entry) => [entry.declaration.name, entry] as const);
const isMarked = ({ declaration: { storedOnly } }: CatalogueEntry) => storedOnly === true;

describe.each(named(changes.filter(isMarked)))('%s is stored only:', (_, entry) => {
  test('no value of it changes what another method reads, or has an effect', deadline, async () => {
    const pair = fc.tuple(allowed(entry.parameters), allowed(entry.parameters), readings);
    await holds(
      fc.property(pair, ([one, another, measured]) => {
        const seen = seenAfter(entry, one, measured);
        expect(seen.effects).toEqual([]);
        expect(seenAfter(entry, another, measured)).toEqual(seen);
      }),
      { share: 0.02 },
    );
  });
});

describe.each(named(changes.filter((entry) => !isMarked(entry))))('%s is not stored only:', (_, entry) => {
  test('some value of it changes what another method reads, or has an effect', () => {
    const pairs = fc.sample(fc.tuple(allowed(entry.parameters), allowed(entry.parameters), readings), {
      numRuns: 200,
      seed: 1,
    });
    const isSeen = pairs.some(([one, another, measured]) => {
      const seen = seenAfter(entry, one, measured);
      const other = seenAfter(entry, another, measured);
      return seen.effects.length > 0 || JSON.stringify(seen) !== JSON.stringify(other);
    });
    expect(isSeen).toBe(true);
  });
});

test('settings of both kinds exist, and only settings are marked', () => {
  expect(changes.filter(isMarked).length).toBeGreaterThan(30);
  expect(changes.filter((entry) => !isMarked(entry)).length).toBeGreaterThan(5);
  expect(entries.filter((entry) => isMarked(entry) && !changes.includes(entry))).toEqual([]);
});
