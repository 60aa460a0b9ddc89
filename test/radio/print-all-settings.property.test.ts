import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Parameter, type RadioModel, loadModel, modelNames } from '../../src/index.js';
import { Catalogue } from '../../src/radio/catalogue.js';
import { Radio } from '../../src/radio/radio.js';
import { radioModelSchema } from '../../src/radio/model.js';
import { randomSource } from '../../src/core/random.js';
import { allowedValue } from '../../src/fast-check/fast-check.js';
import { deadline, holds } from '../support/property.js';

const timing = { softBoot: 0, powerChange: 0, reboot: 0, rebootDelay: 0, zeroize: 0 };

/** The content of `print_all_settings` by name. */
function printed(result: unknown): ReadonlyMap<unknown, unknown> {
  const list = result as readonly unknown[];
  expect(list.length % 2).toBe(0);
  return new Map(list.flatMap((each, index) => (index % 2 === 0 ? [[each, list[index + 1]] as const] : [])));
}

const allowed = (parameters: readonly Parameter[]) =>
  fc.tuple(...parameters.map(({ domain }) => allowedValue(domain)));

function radioOf(model: RadioModel) {
  const catalogue = new Catalogue(model, 'fine');
  const radio = new Radio({ model, catalogue, timing, bootedAt: 0, random: randomSource(1) });
  const call = (method: string, params: readonly string[] = [], now = 60_000) =>
    radio.execute({ method, params }, { now, wallTime: now }).outcome;
  const resultOf = (method: string, now?: number) => {
    const outcome = call(method, [], now);
    return outcome.kind === 'result' ? outcome.result : outcome;
  };
  return { catalogue, radio, call, resultOf };
}

/** Each model as it is, and as older firmware would show it, with a third class of service, on the move. */
const variants = modelNames().flatMap((name) => {
  const model = loadModel(name);
  const gps = { ...model.gps, mode: 'locked-3d', speed: 20, course: 90 };
  const older = (printAllSettings: string) =>
    radioModelSchema.parse({
      ...model,
      gps,
      firmware: { printAllSettings, addressForm: 'joined', thirdQosClass: '7' },
    });
  return [
    [name, model],
    [`${name} with joined addresses`, older('full')],
    [`${name} with a short list`, older('short')],
  ] as const;
});

describe.each(variants)('%s:', (_, model) => {
  const { catalogue } = radioOf(model);
  const written = catalogue.entries().filter(({ declaration: { access } }) => /write/.test(access));
  const writes = fc.array(
    fc
      .constantFrom(...written)
      .chain((entry) => allowed(entry.parameters).map((params) => [entry.declaration.name, params] as const)),
    { maxLength: 30 },
  );

  test('each setting is as its own read gives it, after any writes', deadline, async () => {
    await holds(
      fc.property(writes, fc.nat(100_000), (calls, now) => {
        const { call, resultOf } = radioOf(model);
        for (const [method, params] of calls) call(method, params);
        const list = printed(resultOf('print_all_settings', now));
        for (const [name, value] of list) expect([name, value]).toEqual([name, resultOf(String(name), now)]);
      }),
      { share: 0.03 },
    );
  });

  test('it names the settings that can be saved, or the seven of the short form', () => {
    const { call, resultOf } = radioOf(model);
    const names = [...printed(resultOf('print_all_settings')).keys()];
    if (model.firmware.printAllSettings === 'short') {
      const seven = ['freq', 'bw', 'power_dBm', 'tx_ant_mask', 'rx_ant_mask', 'mcs', 'serial_config'];
      expect(names).toEqual(seven);
    } else {
      expect(names.length).toBeGreaterThan(60);
      const savable = [...catalogue.factorySettings().keys()].filter(
        (name) => call('setenvlinsingle', [name]).kind === 'result',
      );
      expect(names).toEqual(savable);
    }
  });
});
