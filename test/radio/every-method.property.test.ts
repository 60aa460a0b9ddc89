import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MethodDeclaration, type Parameter, loadModel } from '../../src/index.js';
import { Catalogue } from '../../src/radio/catalogue.js';
import { Radio } from '../../src/radio/radio.js';
import { randomSource } from '../../src/core/random.js';
import { allowedValue, refusedValue } from '../../src/fast-check/fast-check.js';
import { deadline, holds } from '../support/property.js';

/** Every profile of this model goes with every channel width, so that no pair of values is forbidden. */
const model = loadModel('default');
const catalogue = new Catalogue(model, 'fine');
const entries = catalogue.entries();
const settings = [...catalogue.factorySettings().keys()];
const timing = { softBoot: 0, powerChange: 0, reboot: 0, rebootDelay: 0, zeroize: 0 };
const at = { now: 0, wallTime: 0 };

const newRadio = () => new Radio({ model, catalogue, timing, bootedAt: 0, random: randomSource(1) });

/** All that a command could have changed. */
function stateOf(radio: Radio): string {
  return JSON.stringify([
    settings.map((name) => [radio.setting(name, 0), radio.saved(name, 0)]),
    entries
      .filter(({ reading }) => reading.length > 0)
      .map(({ declaration }) => read(radio, declaration.name)),
    radio.blackoutAt(0),
    radio.nextChange(0),
  ]);
}

function read(radio: Radio, method: string, params: readonly string[] = []): unknown {
  const { outcome } = radio.execute({ method, params }, at);
  return outcome.kind === 'result' ? outcome.result : outcome;
}

const allowed = (parameters: readonly Parameter[]) =>
  fc.tuple(...parameters.map(({ domain }) => allowedValue(domain)));

/** Parameters of the right number, at least one of them wrong. */
const wrong = (parameters: readonly Parameter[]): fc.Arbitrary<readonly unknown[]> =>
  fc
    .tuple(allowed(parameters), fc.nat(parameters.length - 1))
    .chain(([values, place]) =>
      refusedValue(parameters[place]?.domain ?? never).map((bad) => values.with(place, bad as string)),
    );

const never = { kind: 'text', allowed: '', holds: () => false } as const;

const isWritten = ({ access }: MethodDeclaration) => access === 'read-write' || access === 'write';
const written = entries
  .filter(({ declaration }) => isWritten(declaration))
  .map((entry) => [entry.declaration.name, entry] as const);

/** As many runs as the number of methods leaves. */
const share = { share: 0.05 };

test('the list of written methods is not empty', () => {
  expect(written.length).toBeGreaterThan(40);
});

describe.each(written)('%s', (name, { declaration, parameters, asks }) => {
  test('takes what its domains allow, causes its effect, and a read gives the text', deadline, async () => {
    await holds(
      fc.property(allowed(parameters), (values) => {
        const radio = newRadio();
        const { outcome, effects } = radio.execute({ method: name, params: values }, at);
        expect(outcome).toEqual({ kind: 'result', result: [''] });
        expect(effects).toEqual(declaration.effect === 'none' ? [] : [declaration.effect]);
        const isVerbatim = declaration.access === 'read-write' && declaration.stores === undefined;
        if (isVerbatim) expect(read(radio, name)).toEqual(values);
      }),
      share,
    );
  });

  test('refuses all else, says what is allowed, and stays as it was', deadline, async () => {
    await holds(
      fc.property(wrong(parameters), (params) => {
        const radio = newRadio();
        const before = stateOf(radio);
        const { outcome, effects } = radio.execute({ method: name, params }, at);
        expect(outcome).toMatchObject({ kind: 'error', error: { token: 'INVALID_RANGE' } });
        const detail = outcome.kind === 'error' ? outcome.error.detail : undefined;
        const domains = new Map(parameters.map((each) => [each.name, each.domain.allowed]));
        expect(domains.get(detail?.field ?? '')).toBe(detail?.allowed);
        expect(detail?.value?.length).toBeLessThan(80);
        expect(effects).toEqual([]);
        expect(stateOf(radio)).toBe(before);
      }),
      share,
    );
  });

  test('refuses too few and too many values', deadline, async () => {
    const count = fc
      .integer({ min: 0, max: parameters.length + 2 })
      .filter((each) => each > asks.length && each !== parameters.length);
    await holds(
      fc.property(count, allowed(parameters), (many, values) => {
        const radio = newRadio();
        const before = stateOf(radio);
        const params = Array.from({ length: many }, (_, index) => values[index % values.length] ?? '1');
        const { outcome } = radio.execute({ method: name, params }, at);
        expect(outcome).toMatchObject({
          kind: 'error',
          error: { token: 'INVALID_RANGE', detail: { field: `${name} params`, value: `${many} given` } },
        });
        expect(stateOf(radio)).toBe(before);
      }),
      share,
    );
  });
});

const saved = written.filter(([, { declaration }]) => declaration.persistence === 'flash');

test.each(saved)(
  '%s is lost at a reboot unless it was saved',
  deadline,
  async (name, { parameters, declaration }) => {
    await holds(
      fc.property(allowed(parameters), fc.boolean(), (values, isSaved) => {
        const radio = newRadio();
        const factory = stateOf(radio);
        radio.execute({ method: name, params: values }, at);
        const changed = declaration.settings.map((each) => radio.setting(each, 0));
        if (isSaved) radio.execute({ method: 'setenvlinsingle', params: [name] }, at);
        radio.begin(['reboot'], at);
        if (isSaved) expect(declaration.settings.map((each) => radio.setting(each, 0))).toEqual(changed);
        else expect(stateOf(radio)).toBe(factory);
        expect(settings.filter((each) => !catalogue.isStorable(each, radio.saved(each, 0)))).toEqual([]);
      }),
      share,
    );
  },
);

const measured = entries
  .filter(({ reading }) => reading.length > 0)
  .map((entry) => [entry.declaration.name, entry] as const);

/** Wired clients in the form in which a test sets them. */
const clientsText = (list: unknown) =>
  (list as readonly { ip: string; mac: string }[]).map(({ ip, mac }) => `${ip} ${mac}`).join(', ');

test.each(measured)(
  '%s can be put to what its domain allows, and to nothing else',
  deadline,
  async (name, { reading }) => {
    await holds(
      fc.property(allowed(reading), wrong(reading), ([value = ''], bad) => {
        const radio = newRadio();
        expect(radio.patch({ [name]: [value] }, at)).toBeUndefined();
        const [shown] = read(radio, name) as readonly string[];
        if (name === 'gps_mode') expect(shown).toBe(value);
        else if (name === 'read_client_list') expect(clientsText(read(radio, name))).toBe(value);
        else expect(Number(shown)).toBe(Number(value));
        const before = stateOf(radio);
        const texts = bad.filter((each) => typeof each === 'string');
        expect(radio.patch({ [name]: texts }, at)).toBeDefined();
        // No write reaches it.
        expect(radio.execute({ method: name, params: [value] }, at).outcome.kind).toBe('error');
        expect(stateOf(radio)).toBe(before);
      }),
      share,
    );
  },
);

const asking = entries
  .filter(({ asks, declaration }) => asks.length > 0 && declaration.access === 'read')
  .map((entry) => [entry.declaration.name, entry] as const);

test.each(asking)('%s asks about a node, and refuses what is none', deadline, async (name, { asks }) => {
  await holds(
    fc.property(allowed(asks), wrong(asks), (good, bad) => {
      const radio = newRadio();
      expect(Array.isArray(read(radio, name, good))).toBe(true);
      const { outcome } = radio.execute({ method: name, params: bad }, at);
      expect(outcome).toMatchObject({ kind: 'error', error: { token: 'INVALID_RANGE' } });
    }),
    share,
  );
});
