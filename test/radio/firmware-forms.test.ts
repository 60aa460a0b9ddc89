import { expect, test } from 'vitest';
import { createSilvusMock, loadModel } from '../../src/index.js';
import { call, outcome } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';

const model = loadModel('default');
const withFirmware = (firmware: object) => ({ ...model, firmware: { ...model.firmware, ...firmware } });

test.each(['rssi_report_address', 'temp_reporting_address', 'vpn_address'])(
  '%s is two values, or one text where the model joins them',
  async (method) => {
    const pair = await running();
    expect(await outcome(pair, method, ['172.20.0.2', '5100'])).toEqual(['']);
    expect(await outcome(pair, method)).toEqual(['172.20.0.2', '5100']);
    expect(await outcome(pair, method, ['172.20.0.2_5100'])).toBe('INVALID_RANGE');

    const { mock: joined, clock } = await runningInVirtualTime({
      model: withFirmware({ addressForm: 'joined' }),
    });
    expect(await outcome(joined, method)).toEqual([expect.stringMatching(/^0\.0\.0\.0_\d+$/)]);
    expect(await outcome(joined, method, ['172.20.0.2_5100'])).toEqual(['']);
    expect(await outcome(joined, method)).toEqual(['172.20.0.2_5100']);
    expect(await outcome(joined, 'setenvlinsingle', [method])).toEqual(['']);
    const allowed = 'an IPv4 address and a port with an underscore between them: 172.20.0.2_5100';
    const wrong = [
      '172.20.0.2',
      '172.20.0.2_',
      '172.20.0.2_65536',
      '172.20.0.256_5100',
      '172.20.0.2:5100',
      '172.20.0.2_5100_1',
      '_5100',
      '',
    ];
    for (const value of wrong) {
      const { error } = await call(joined, method, [value]);
      expect(error).toMatchObject({
        message: 'INVALID_RANGE',
        data: { detail: { field: method, value, allowed } },
      });
    }
    expect(await outcome(joined, method, ['172.20.0.2', '5100'])).toBe('INVALID_RANGE');
    await outcome(joined, 'radio_reset');
    await clock.advance(63_000);
    expect(await outcome(joined, method)).toEqual(['172.20.0.2_5100']);
  },
);

test('a third class of service exists where the model has a number for it', async () => {
  const two = await running();
  expect(await outcome(two, 'qos_class', ['7', '0', '5000'])).toBe('INVALID_RANGE');
  expect(await outcome(two, 'qos_class', ['7', '0'])).toBe('INVALID_RANGE');

  const three = await running({ model: withFirmware({ thirdQosClass: '7' }) });
  for (const name of ['5', '6', '7'])
    for (const protocol of ['0', '1', '2'])
      expect(await outcome(three, 'qos_class', [name, protocol, '5000-6000'])).toEqual(['']);
  expect(await outcome(three, 'qos_class')).toHaveLength(27);
  expect(await outcome(three, 'setenvlinsingle', ['qos_class'])).toEqual(['']);
  expect(await outcome(three, 'qos_class_reset', ['7', '1'])).toEqual(['']);
  expect(await outcome(three, 'qos_class', ['7', '1'])).toEqual(['']);
  const { error } = await call(three, 'qos_class', ['4', '0', '5000']);
  expect(error?.data).toMatchObject({
    detail: { field: 'class', value: '4', allowed: '5 for low, 6 for high, 7 for critical' },
  });
});

test.each(['5', '6', '256', '-1', '07', '', 'critical'])('"%s" is no number of a third class', (number) => {
  expect(() => createSilvusMock({ model: withFirmware({ thirdQosClass: number }) })).toThrow(
    /firmware\.thirdQosClass.*0 to 255 except for 5 and 6/,
  );
});

test('a model that says nothing of its firmware has the newer forms', async () => {
  const plain = Object.fromEntries(Object.entries(model).filter(([key]) => key !== 'firmware'));
  const mock = await running({ model: plain as typeof model });
  expect(await outcome(mock, 'rssi_report_address')).toEqual(['0.0.0.0', '0']);
});

test('wired clients that a test sets are listed with IP and MAC address, and survive a reboot', async () => {
  const { mock, clock } = await runningInVirtualTime();
  expect(await outcome(mock, 'read_client_list')).toEqual([]);
  mock.state.patch({
    read_client_list: ['172.20.0.2 02:00:00:00:00:01, 172.20.0.3 c4:7c:8d:00:00:02'],
  });
  const clients = [
    { ip: '172.20.0.2', mac: '02:00:00:00:00:01' },
    { ip: '172.20.0.3', mac: 'c4:7c:8d:00:00:02' },
  ];
  expect(await outcome(mock, 'read_client_list')).toEqual(clients);
  await outcome(mock, 'radio_reset');
  await clock.advance(63_000);
  expect(await outcome(mock, 'read_client_list')).toEqual(clients);
  const client = (n: number) => `172.20.0.${n} 02:00:00:00:00:01`;
  const list = (count: number) => Array.from({ length: count }, (_, n) => client(n)).join(', ');
  mock.state.patch({ read_client_list: [list(32)] });
  for (const wrong of [list(33), '172.20.0.2', '172.20.0.2 02:00', 'x 02:00:00:00:00:01', ', '])
    expect(() => {
      mock.state.patch({ read_client_list: [wrong] });
    }).toThrow(/clients/);
  expect(await outcome(mock, 'read_client_list')).toHaveLength(32);
});

test('a radio whose node ID is outside 172.20.0.0/16 has its address by the rule of 20 bits', async () => {
  const mock = await running({ model: { ...model, identity: { ...model.identity, nodeid: '90550' } } });
  expect(await outcome(mock, 'nodeid')).toEqual(['90550']);
  expect(await outcome(mock, 'local_address')).toEqual(['172.17.97.182']);
  expect(await outcome(mock, 'routing_tree')).toEqual([90_550]);
});

test('node IDs of up to 20 bits are accepted wherever a node ID is a parameter', async () => {
  const mock = await running();
  const about = mock.methods.flatMap(({ declaration: { name }, asks, parameters }) => {
    const taken = asks.length > 0 ? asks : parameters;
    return taken[0]?.domain.allowed.startsWith('a node ID') ? [[name, taken.length] as const] : [];
  });
  expect(about.length).toBeGreaterThan(6);
  for (const [method, count] of about) {
    const more = count > 1 ? ['1'] : [];
    for (const node of ['1', '43337', '90550', '1048575'])
      expect(await outcome(mock, method, [node, ...more]), method).toBeInstanceOf(Array);
    for (const node of ['0', '1048576'])
      expect(await outcome(mock, method, [node, ...more])).toBe('INVALID_RANGE');
  }
});
