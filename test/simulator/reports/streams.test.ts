import { expect, test } from 'vitest';
import type { RssiReport } from '../../../src/reports/reports.js';
import { loadModel, startNetwork, virtualClock } from '../../../src/index.js';
import { outcome } from '../../support/json-rpc-client.js';
import { pair } from '../../support/pair.js';
import { runningInVirtualTime } from '../../support/radio.js';
import { udpReceiver } from '../../support/udp-receiver.js';

const keepalive = {
  type: 'rssi',
  revision: '1.0',
  rawSignals: [999, 999, 999, 999],
  rawNoise: 999,
  syncSignal: 999,
  syncNoise: 999,
  node: 0,
};

test('a radio that is alone sends the report of one without traffic, exactly as often as is due', async () => {
  const receiver = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime();
  await outcome(mock, 'rssi_report_address', receiver.address);
  await outcome(mock, 'rssi_report_period', ['250']);
  await clock.advance('5s');
  expect(mock.stats().reports).toEqual({ sent: {}, dropped: {} });
  await outcome(mock, 'rssi_report_enable', ['1']);
  await clock.advance('5s');
  await receiver.received(20);
  expect(receiver.reports()).toEqual(
    Array.from({ length: 20 }, (_, sequence) => ({ ...keepalive, sequence })),
  );
  expect(receiver.datagrams[0]?.bytes).toHaveLength(109);
  await outcome(mock, 'rssi_report_enable', ['0']);
  await clock.advance('5s');
  expect(mock.stats().reports).toEqual({ sent: { rssi: 20 }, dropped: {} });
  expect(clock.pendingTimers()).toBe(0);
});

test('all three reports of five seconds', async () => {
  const receiver = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime({
    reports: { voltageAddress: receiver.address.join(':'), voltagePeriod: '500ms' },
  });
  const { address } = receiver;
  mock.state.patch({
    rssi_report_address: address,
    rssi_report_period: '1000',
    rssi_report_enable: '1',
    temp_reporting_address: address,
    temp_reporting_mode: '2',
  });
  mock.state.patch({ read_current_temperature: '45', input_voltage_monitoring: '11950' });
  await clock.advance('5s');
  expect(mock.stats().reports.sent).toEqual({ rssi: 5, temperature: 5, voltage: 10 });
  await receiver.received(20);
  const reports = receiver.reports();
  expect(reports.filter(({ type }) => type === 'temperature')).toEqual(
    Array.from({ length: 5 }, () => ({
      type: 'temperature',
      revision: '1.0',
      current: 45,
      maximum: 45,
      overheats: 0,
    })),
  );
  expect(reports.filter(({ type }) => type === 'voltage')[0]).toEqual({
    type: 'voltage',
    revision: '1.1',
    current: 11.95,
    minimum: 11.95,
    maximum: 11.95,
    undervoltages: 0,
    overvoltages: 0,
  });
});

test('extremes and counts are those of the values since boot', async () => {
  const receiver = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime({
    reports: { voltageAddress: receiver.address.join(':') },
  });
  mock.state.patch({ temp_reporting_address: receiver.address, temp_reporting_mode: '2' });
  for (const [celsius, millivolts] of [
    [40, 12_000],
    [86, 8_000],
    [85, 40_000],
    [90, 8_999],
    [50, 12_000],
  ] as const) {
    mock.state.patch({ read_current_temperature: celsius, input_voltage_monitoring: millivolts });
    await clock.advance('1s');
  }
  await receiver.received(10);
  const last = receiver.reports().slice(-2);
  expect(last).toContainEqual(expect.objectContaining({ current: 50, maximum: 90, overheats: 2 }));
  expect(last).toContainEqual(
    expect.objectContaining({ current: 12, minimum: 8, maximum: 40, undervoltages: 2, overvoltages: 1 }),
  );
});

test('in mode 1 temperature reports come from the lower threshold on', async () => {
  const receiver = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime();
  mock.state.patch({ temp_reporting_address: receiver.address, temp_reporting_mode: '1' });
  mock.state.patch({ read_current_temperature: '69' });
  await clock.advance('3s');
  expect(mock.stats().reports).toEqual({ sent: {}, dropped: {} });
  mock.state.patch({ read_current_temperature: '70' });
  await clock.advance('3s');
  await receiver.received(3);
  expect(mock.stats().reports.sent).toEqual({ temperature: 3 });
  mock.state.patch({ temp_reporting_min_threshold: '71' });
  await clock.advance('3s');
  expect(mock.stats().reports.sent).toEqual({ temperature: 3 });
});

test('every radio of a network reports its neighbours, as nbr_rssi has them', async () => {
  const receiver = await udpReceiver();
  const clock = virtualClock();
  await using network = await startNetwork({ network: 'triangle', clock });
  const [radio] = network.radios;
  if (radio === undefined) throw new Error('no radio');
  for (const each of network.radios)
    each.state.patch({ rssi_report_address: receiver.address, rssi_report_enable: '1' });
  await clock.advance('100ms');
  await receiver.received(30);
  expect(network.radios.map((each) => each.stats().reports.sent)).toEqual([
    { rssi: 10 },
    { rssi: 10 },
    { rssi: 10 },
  ]);
  const reports = receiver.reports() as readonly RssiReport[];
  expect(reports).toHaveLength(60);
  const own = receiver.datagrams[0]?.bytes.length === 222 ? reports.slice(0, 2) : [];
  expect(own.map(({ sequence }) => sequence)).toEqual([0, 1]);
  for (const { node, rawSignals, rawNoise } of own) {
    const answer = (await outcome(radio, 'nbr_rssi', [String(node)])) as readonly string[];
    expect(
      rawSignals.map((raw) => Math.abs(raw / 2 - Number(answer[rawSignals.indexOf(raw)])) <= 0.5),
    ).toEqual([true, true, true, true]);
    const [noise] = (await outcome(radio, 'noise_level')) as readonly string[];
    expect(Math.abs(rawNoise / 2 - Number(noise))).toBeLessThanOrEqual(0.5);
  }
});

test('a neighbour that has sent nothing is not reported; after traffic it is, for one period', async () => {
  const receiver = await udpReceiver();
  const clock = virtualClock();
  await using network = await startNetwork({
    network: { ...pair(1_001, 1_002), traffic: 'calls' },
    clock,
  });
  const [one, two] = network.radios;
  if (one === undefined || two === undefined) throw new Error('no radios');
  one.state.patch({
    rssi_report_address: receiver.address,
    rssi_report_period: 100,
    rssi_report_enable: '1',
  });
  await clock.advance('150ms');
  await outcome(two, 'link_throughput', ['1001', '1']);
  await clock.advance('200ms');
  await receiver.received(3);
  const reports = receiver.reports() as readonly RssiReport[];
  expect(reports.map(({ node }) => node)).toEqual([0, 1_002, 0]);
});

test('the sequence has no gap and restarts after 9999', async () => {
  const receiver = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime({ reports: { firstSequence: 1 } });
  mock.state.patch({ rssi_report_address: receiver.address, rssi_report_enable: '1' });
  for (let second = 0; second < 101; second += 1) {
    await clock.advance('1s');
    await receiver.received(100 * (second + 1));
  }
  const reports = receiver.reports() as readonly RssiReport[];
  expect(reports.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 10_100 }, (_, index) => (index % 9_999) + 1),
  );
});

test('a blackout silences a radio, offline too; a reboot begins the sequence anew', async () => {
  const receiver = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime();
  mock.state.patch({
    rssi_report_address: receiver.address,
    rssi_report_period: 1_000,
    rssi_report_enable: '1',
  });
  for (const name of ['rssi_report_address', 'rssi_report_period', 'rssi_report_enable'])
    await outcome(mock, 'setenvlinsingle', [name]);
  await clock.advance('2s');
  await outcome(mock, 'freq', ['2220']);
  await clock.advance('30s');
  await mock.setMode('offline');
  await clock.advance('10s');
  await mock.setMode('normal');
  await clock.advance('1s');
  await outcome(mock, 'radio_reset');
  await clock.advance('2s');
  await clock.advance('61s');
  await clock.advance('2s');
  await receiver.received(9);
  expect((receiver.reports() as readonly RssiReport[]).map(({ sequence }) => sequence)).toEqual([
    0, 1, 2, 3, 4, 5, 0, 1, 2,
  ]);
  expect(mock.stats().reports).toEqual({ sent: { rssi: 9 }, dropped: {} });
});

test('a reboot loads the settings from flash: what was not saved is off', async () => {
  const receiver = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime({ timing: { preset: 'instant' } });
  mock.state.patch({ rssi_report_address: receiver.address, rssi_report_enable: '1' });
  await clock.advance('50ms');
  await outcome(mock, 'radio_reset');
  await clock.advance('1s');
  await receiver.received(5);
  expect(mock.stats().reports.sent['rssi']).toBeLessThan(8);
  const before = mock.stats().reports;
  mock.state.patch({ rssi_report_address: receiver.address, rssi_report_enable: '1' });
  await mock.reset();
  await clock.advance('1s');
  expect(mock.stats().reports).toEqual(before);
});

test('with reports.rssi addressed the address alone is enough', async () => {
  const receiver = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime({ reports: { rssi: 'addressed' } });
  await clock.advance('1s');
  expect(mock.stats().reports).toEqual({ sent: {}, dropped: {} });
  await outcome(mock, 'rssi_report_address', receiver.address);
  await clock.advance('100ms');
  await receiver.received(10);
  await outcome(mock, 'rssi_report_address', ['0.0.0.0', '0']);
  await clock.advance('1s');
  expect(mock.stats().reports).toEqual({ sent: { rssi: 10 }, dropped: {} });
});

test('a period is from 10 to 1000 ms, and a change of it holds from then on', async () => {
  const receiver = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime();
  for (const wrong of ['9', '1001', '0', '-1', 'x', ''])
    expect(await outcome(mock, 'rssi_report_period', [wrong])).toBe('INVALID_RANGE');
  mock.state.patch({ rssi_report_address: receiver.address, rssi_report_enable: '1' });
  await clock.advance('100ms');
  expect(mock.stats().reports.sent).toEqual({ rssi: 10 });
  await outcome(mock, 'rssi_report_period', ['1000']);
  await clock.advance('2999ms');
  expect(mock.stats().reports.sent).toEqual({ rssi: 12 });
  await clock.advance('1ms');
  expect(mock.stats().reports.sent).toEqual({ rssi: 13 });
});

test('a model that joins address and port reports to them too', async () => {
  const receiver = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime({
    model: { ...loadModel('default'), firmware: { addressForm: 'joined' } },
  });
  mock.state.patch({ rssi_report_address: receiver.address.join('_'), rssi_report_enable: '1' });
  await clock.advance('20ms');
  await receiver.received(2);
  expect(mock.stats().reports.sent).toEqual({ rssi: 2 });
});
