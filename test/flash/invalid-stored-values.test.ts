import { expect, test } from 'vitest';
import { folderWith } from '../support/folder.js';
import { outcome } from '../support/json-rpc-client.js';
import { keptLog, lifeIn, runningIn } from '../support/state-folder.js';

function fileWith(settings: Readonly<Record<string, readonly string[]>>, model = 'default') {
  return folderWith({ '310061.json': JSON.stringify({ format: 1, model, nodeid: '310061', settings }) });
}

/** Starts on these settings; gives the radio and what it warned of. */
async function startedOn(folder: string) {
  const { logger, lines } = keptLog();
  const mock = await runningIn(folder, { logger });
  return { mock, warnings: lines.filter(({ level }) => level === 'warn').map(({ message }) => message) };
}

test('a value that is not allowed gives way to the factory value, told by name; the others stay', async () => {
  const { mock, warnings } = await startedOn(fileWith({ power_dBm: ['99'], max_link_distance: ['85'] }));
  expect(await outcome(mock, 'power_dBm')).toEqual(['30']);
  expect(await outcome(mock, 'max_link_distance')).toEqual(['85']);
  expect(warnings).toEqual([expect.stringMatching(/power_dBm: "99" is not allowed.*0 to 39 dBm/)]);
  expect(mock.health().reasons).toEqual(warnings);
});

test('so does a setting with too many values', async () => {
  const { mock, warnings } = await startedOn(fileWith({ freq: ['2220', '2240'] }));
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
  expect(warnings).toHaveLength(1);
});

/** Rows of the QoS table: class, protocol and ports of each, one after the other. */
const qosTable = (rows: number) =>
  Array.from({ length: rows }, (_, row) => [
    String(5 + (row % 2)),
    String((row >> 1) % 3),
    String(5_000 + row),
  ]);

test('a QoS table of all six classes and protocols is written, saved and taken over; one of seven rows is not', async () => {
  const folder = folderWith();
  await lifeIn(folder, async (mock) => {
    for (const row of qosTable(6)) expect(await outcome(mock, 'qos_class', row)).toEqual(['']);
    expect(await outcome(mock, 'setenvlinsingle', ['qos_class'])).toEqual(['']);
    expect(mock.state.saved()).toMatchObject({ qos_class: qosTable(6).flat() });
  });
  const { mock, warnings } = await startedOn(folder);
  expect(warnings).toEqual([]);
  for (const [name = '', protocol = '', ports = ''] of qosTable(6))
    expect(await outcome(mock, 'qos_class', [name, protocol])).toEqual([ports]);
  const more = await startedOn(fileWith({ qos_class: qosTable(7).flat() }));
  expect(more.warnings).toEqual([expect.stringContaining('qos_class')]);
  expect(await outcome(more.mock, 'qos_class', ['5', '0'])).toEqual(['']);
});

test.each(['esm', 'freq_bw', 'uptime', 'toString'])(
  'a setting %s, which the radio does not have, is left out',
  async (name) => {
    const { mock, warnings } = await startedOn(fileWith({ [name]: ['1'], freq: ['2220'] }));
    expect(Object.keys(mock.state.saved())).not.toContain(name);
    expect(mock.state.saved()).toMatchObject({ freq: ['2220'] });
    expect(warnings).toEqual([expect.stringContaining(`${name}: the radio has no such setting`)]);
  },
);

test('a setting that is missing has its factory value, without a word', async () => {
  const { mock, warnings } = await startedOn(fileWith({}));
  expect(await outcome(mock, 'freq')).toEqual(['4700']);
  expect(warnings).toEqual([]);
});

test('another model is told', async () => {
  const { warnings } = await startedOn(fileWith({}, 's-band'));
  expect(warnings).toEqual([expect.stringContaining('written by the model "s-band"')]);
});

test('of very many warnings some are told and the rest counted', async () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`no-${index}`, ['1']]));
  const { warnings } = await startedOn(fileWith(many));
  expect(warnings).toHaveLength(21);
  expect(warnings.at(-1)).toContain('and 480 more');
});
