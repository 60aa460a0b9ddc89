import { expect, test } from 'vitest';
import type { CustomMethod } from '../../src/index.js';
import { folderWith } from '../support/folder.js';
import { call, outcome } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { keptLog, lifeIn, runningIn, settingsOnDisk } from '../support/state-folder.js';

declare module '../../src/radio/custom-method-names.js' {
  interface CustomMethodNames {
    rack_slot: true;
    notes: true;
  }
}

const slot: CustomMethod = {
  name: 'rack_slot',
  params: [{ name: 'slot', kind: 'integer', min: 1, max: 42 }],
  setting: { factory: 7 },
};

const label: CustomMethod = {
  name: 'rack_label',
  params: [
    { name: 'row', kind: 'choice', values: ['a', 'b'] },
    { name: 'text', kind: 'text', maxLength: 8, optional: true },
  ],
  setting: { factory: ['a', 'left'] },
};

const methods = [slot, label];
const instant = { preset: 'instant' } as const;

test('it is read and written as a setting of the radio is', async () => {
  const mock = await running({ methods });
  expect(await outcome(mock, 'rack_slot')).toEqual(['7']);
  expect(await outcome(mock, 'rack_slot', [9])).toEqual(['']);
  expect(await outcome(mock, 'rack_slot')).toEqual(['9']);
  const { error } = await call(mock, 'rack_slot', ['43']);
  expect(error).toMatchObject({
    message: 'INVALID_RANGE',
    data: { detail: { field: 'slot', value: '43', allowed: '1 to 42, whole numbers' } },
  });
  expect(await outcome(mock, 'rack_label', ['b'])).toEqual(['']);
  expect(await outcome(mock, 'rack_label')).toEqual(['b']);
});

test('print_all_settings lists it, and setenvlinsingle takes its name', async () => {
  const mock = await running({ methods });
  await outcome(mock, 'rack_slot', ['9']);
  const listed = (await outcome(mock, 'print_all_settings')) as readonly unknown[];
  expect(listed.slice(-4)).toEqual(['rack_slot', ['9'], 'rack_label', ['a', 'left']]);
  expect(await outcome(mock, 'setenvlinsingle', ['rack_slot'])).toEqual(['']);
  expect(mock.state.saved()).toMatchObject({ rack_slot: ['9'], rack_label: ['a', 'left'] });
});

test('a reboot loads what was saved, and a factory reset the factory value', async () => {
  const mock = await running({ methods, timing: instant });
  await outcome(mock, 'rack_slot', ['9']);
  await outcome(mock, 'radio_reset');
  expect(await outcome(mock, 'rack_slot')).toEqual(['7']);
  await outcome(mock, 'rack_slot', ['10']);
  await outcome(mock, 'setenvlinsingle', ['rack_slot']);
  await outcome(mock, 'rack_slot', ['11']);
  await outcome(mock, 'radio_reset');
  expect(await outcome(mock, 'rack_slot')).toEqual(['10']);
  await outcome(mock, 'factory_reset');
  expect(await outcome(mock, 'rack_slot')).toEqual(['10']);
  await outcome(mock, 'radio_reset');
  expect(await outcome(mock, 'rack_slot')).toEqual(['7']);
});

test('zeroize leaves it, a reset of the simulator does not', async () => {
  const mock = await running({ methods, timing: instant });
  await outcome(mock, 'rack_slot', ['9']);
  await outcome(mock, 'zeroize');
  expect(await outcome(mock, 'rack_slot')).toEqual(['9']);
  await mock.reset();
  expect(await outcome(mock, 'rack_slot')).toEqual(['7']);
});

test('state reads and patches it, with what is allowed', async () => {
  const mock = await running({ methods });
  mock.state.patch({ rack_slot: 12, power_dBm: 7 });
  expect(mock.state.read('rack_slot')).toEqual(['12']);
  expect(mock.state.readAll()).toMatchObject({ rack_slot: ['12'], power_dBm: ['7'] });
  expect(() => mock.state.patch({ power_dBm: 8, rack_slot: 0 })).toThrow(
    /slot: "0" is not allowed; allowed: 1 to 42/,
  );
  expect(mock.state.readAll()).toMatchObject({ rack_slot: ['12'], power_dBm: ['7'] });
});

test('an effect begins after a write, not after a read', async () => {
  const mock = await running({ methods: [{ ...slot, effect: 'soft-boot' }] });
  expect(await outcome(mock, 'rack_slot')).toEqual(['7']);
  expect(mock.blackout.current).toBeUndefined();
  expect(await outcome(mock, 'rack_slot', ['8'])).toEqual(['']);
  expect(mock.blackout.current?.cause).toBe('soft-boot');
});

test('fixed replies, functions and scenarios use it', async () => {
  const { mock, clock } = await runningInVirtualTime({
    scenario: { steps: [{ after: '1s', set: { rack_slot: 20 } }] },
    methods: [
      slot,
      { name: 'where', result: 'slot {{state.rack_slot}}' },
      {
        name: 'next_slot',
        access: 'action',
        execute: (_call, { settings }) => {
          const [now = ''] = settings.read('rack_slot') as readonly string[];
          settings.patch({ rack_slot: Number(now) + 1 });
          return [''];
        },
      },
    ],
  });
  expect(await outcome(mock, 'where')).toBe('slot 7');
  await clock.advance('1s');
  await outcome(mock, 'next_slot');
  expect(await outcome(mock, 'where')).toBe('slot 21');
});

test('a scenario with a value that it never accepts is refused before it starts', async () => {
  const scenario = { steps: [{ set: { rack_slot: 43 } }] };
  await expect(running({ methods, scenario })).rejects.toThrow(/slot: "43" is not allowed; allowed: 1 to 42/);
});

test('a secret value is in no journal, and no list of methods', async () => {
  const params = [{ name: 'pin', kind: 'text', secret: true }] as const;
  const mock = await running({ methods: [{ name: 'rack_pin', params, setting: { factory: '4711' } }] });
  await outcome(mock, 'rack_pin', ['0815']);
  await outcome(mock, 'rack_pin');
  for (const { request, reply } of mock.journal.entries)
    expect(Buffer.concat([request, reply ?? Buffer.alloc(0)]).toString()).not.toMatch(/4711|0815/);
  const entry = mock.methods.find(({ declaration }) => declaration.name === 'rack_pin');
  expect(JSON.stringify(entry?.declaration)).not.toContain('4711');
});

test('it can replace a method on which nothing depends', async () => {
  const params = [{ name: 'text', kind: 'text' }] as const;
  const mock = await running({
    methods: [{ name: 'model', replaces: true, params, setting: { factory: 'mine' } }],
  });
  expect(await outcome(mock, 'model')).toEqual(['mine']);
  await outcome(mock, 'model', ['yours']);
  expect(mock.state.read('model')).toEqual(['yours']);
});

test('on the maintenance port it is served where it says so', async () => {
  const mock = await running({ methods: [{ ...slot, servedOn: ['maintenance'] }] });
  expect(await outcome(mock, 'rack_slot')).toBe('Method not found');
  expect(mock.state.read('rack_slot')).toEqual(['7']);
});

test('a radio with such settings leaves other radios as they are', async () => {
  const mock = await running({ methods });
  const other = await running();
  await outcome(mock, 'rack_slot', ['9']);
  expect(await outcome(other, 'rack_slot')).toBe('Method not found');
  expect(Object.keys(other.state.saved())).not.toContain('rack_slot');
});

test('what was saved is there after a restart', async () => {
  const folder = folderWith();
  await lifeIn(
    folder,
    async (mock) => {
      await outcome(mock, 'rack_slot', ['9']);
      expect(await outcome(mock, 'setenvlinsingle', ['rack_slot'])).toEqual(['']);
    },
    { methods },
  );
  expect(settingsOnDisk(folder)).toMatchObject({ rack_slot: ['9'] });
  expect(await outcome(await runningIn(folder, { methods }), 'rack_slot')).toEqual(['9']);
});

test('a value of a setting that is no longer declared is left out with a warning, until the next save', async () => {
  const folder = folderWith();
  await lifeIn(folder, (mock) => outcome(mock, 'setenvlinsingle', ['rack_slot']), { methods });
  const { logger, lines } = keptLog();
  await lifeIn(folder, () => undefined, { logger });
  expect(settingsOnDisk(folder)).toMatchObject({ rack_slot: ['7'] });
  expect(lines.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /rack_slot: the radio has no such setting, built-in or custom; its value is not used, and the next save removes it/,
    ),
    expect.stringMatching(/rack_label: the radio has no such setting/),
  ]);
  await lifeIn(folder, (mock) => outcome(mock, 'setenvlinsingle', ['freq']));
  expect(settingsOnDisk(folder)).not.toHaveProperty('rack_slot');
});

test('a value that its declaration no longer allows gives way to the factory value', async () => {
  const folder = folderWith();
  const saved = async (mock: Parameters<typeof outcome>[0]) => {
    await outcome(mock, 'rack_slot', ['40']);
    await outcome(mock, 'setenvlinsingle', ['rack_slot']);
  };
  await lifeIn(folder, saved, { methods });
  const { logger, lines } = keptLog();
  const narrower = { ...slot, params: [{ name: 'slot', kind: 'integer', min: 1, max: 8 }] } as const;
  const mock = await runningIn(folder, { methods: [narrower], logger });
  expect(await outcome(mock, 'rack_slot')).toEqual(['7']);
  expect(lines).toContainEqual({
    level: 'warn',
    message: expect.stringContaining('rack_slot: "40" is not allowed any more (allowed: 1 to 8') as string,
  });
});

test('flash that would be too long to be read again is not written', async () => {
  const folder = folderWith();
  const params = [{ name: 'text', kind: 'text', maxLength: 1_048_576 }] as const;
  const mock = await runningIn(folder, { methods: [{ name: 'notes', params, setting: { factory: '' } }] });
  mock.state.patch({ notes: 'x'.repeat(1_048_576) });
  const { error } = await call(mock, 'setenvlinsingle', ['notes']);
  expect(error).toMatchObject({
    message: 'INTERNAL',
    data: {
      detail: { reason: expect.stringMatching(/it would have \d{7} bytes; allowed: 1048576$/) as string },
    },
  });
  mock.state.patch({ notes: 'short' });
  expect(await outcome(mock, 'setenvlinsingle', ['notes'])).toEqual(['']);
});
