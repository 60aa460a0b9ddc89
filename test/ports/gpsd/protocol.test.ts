import { describe, expect, test } from 'vitest';
import { loadModel } from '../../../src/index.js';
import { gpsdClient, watchJson } from '../../support/gpsd-client.js';
import { running, runningInVirtualTime } from '../../support/radio.js';

const gpsd = { port: 0 };
const device = '/dev/simulated-gps';
/** The wall time at which a virtual clock starts. */
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1_000).toISOString();

test('without its setting there is no gpsd port', async () => {
  const mock = await running();
  expect(mock.gpsd).toBeUndefined();
  expect(Object.keys(mock.addresses)).toEqual(['http', 'maintenance']);
  expect(Object.keys(mock.stats().connections)).toEqual(['http', 'maintenance']);
  expect(mock.stats().activities).not.toHaveProperty('gpsd');
});

test('VERSION comes on connecting and nothing more until ?WATCH, whatever time passes', async () => {
  const { mock, clock } = await runningInVirtualTime({ gpsd });
  const client = await gpsdClient(mock.gpsd?.port);
  await client.untilObjects('VERSION', 1);
  await clock.advance('5s');
  client.send('?VERSION;');
  const [first, second] = await client.untilObjects('VERSION', 2);
  expect(first).toMatchObject({ release: expect.stringContaining('simulated'), proto_major: 3 });
  expect(second).toEqual(first);
  expect(client.lines()).toHaveLength(2);
});

test('?WATCH lists the device and the policy; 5 s are five reports about the full seconds', async () => {
  const { mock, clock } = await runningInVirtualTime({ gpsd });
  mock.state.patch({ gps_mode: 'locked-3d', gps_coordinates: ['34.057', '-118.447', '71.5'] });
  await clock.advance(300);
  const client = await gpsdClient(mock.gpsd?.port);
  client.send(watchJson);
  const [watch] = await client.untilObjects('WATCH', 1);
  expect(watch).toMatchObject({ enable: true, json: true, nmea: false, raw: 0 });
  expect(client.objects('DEVICES')).toMatchObject([{ devices: [{ path: device, activated: at(0.3) }] }]);
  expect(client.objects('TPV')).toEqual([]);
  await clock.advance('5s');
  const reports = await client.untilObjects('SKY', 5);
  expect(client.objects('TPV').map(({ time }) => time)).toEqual([1, 2, 3, 4, 5].map(at));
  expect(client.objects('TPV')[0]).toEqual({
    class: 'TPV',
    device,
    mode: 3,
    time: at(1),
    leapseconds: 18,
    ept: 0.005,
    lat: 34.057,
    lon: -118.447,
    altHAE: 71.5,
    altMSL: 71.5,
    alt: 71.5,
    geoidSep: 0,
  });
  expect(reports[0]).toMatchObject({ device, time: at(1), hdop: 1.2, uSat: 8, nSat: 8 });
  client.send('?WATCH={"enable":false};');
  await client.untilObjects('WATCH', 2);
  await clock.advance('5s');
  client.send('?POLL;');
  expect(await client.untilObjects('POLL', 1)).toMatchObject([{ active: 0, tpv: [], sky: [] }]);
  expect(client.objects('TPV')).toHaveLength(5);
});

test('gpsd.period is the time between reports', async () => {
  const { mock, clock } = await runningInVirtualTime({ gpsd: { port: 0, period: '250ms' } });
  const client = await gpsdClient(mock.gpsd?.port);
  client.send(watchJson);
  await client.untilObjects('WATCH', 1);
  await clock.advance('1s');
  await client.untilObjects('SKY', 4);
  await mock.close();
  expect(client.objects('TPV')).toHaveLength(4);
  expect(clock.pendingTimers()).toBe(0);
});

test('a new gpsd.period holds from the next report on, about its own full times', async () => {
  const { mock, clock } = await runningInVirtualTime({ gpsd: { port: 0, period: '250ms' } });
  const client = await gpsdClient(mock.gpsd?.port);
  mock.state.patch({ gps_mode: 'locked-1d' });
  client.send(watchJson);
  await client.untilObjects('WATCH', 1);
  await clock.advance('500ms');
  await mock.reload({ gpsd: { port: 0, period: '1s' } });
  await clock.advance('2500ms');
  await client.untilObjects('SKY', 6);
  expect(client.objects('TPV').map(({ time }) => time)).toEqual([0.25, 0.5, 0.75, 1, 2, 3].map(at));
});

test.each([
  ['"nmea":true', '$GPRMC,000001.00,A,3403.42000,N,11826.82000,W'],
  ['"raw":1', '$GPGGA,000001.00,3403.42000,N,11826.82000,W,1,08,'],
])('with %s alone NMEA alone is sent', async (asked, beginning) => {
  const { mock, clock } = await runningInVirtualTime({ gpsd });
  mock.state.patch({ gps_mode: 'locked-3d' });
  const client = await gpsdClient(mock.gpsd?.port);
  client.send(`?WATCH={"enable":true,${asked}};`);
  await client.untilObjects('WATCH', 1);
  await clock.advance('2s');
  await client.until(/GPGSV,2,2.*\r\n[^]*GPGSV,2,2.*\r\n/);
  const sent = client.lines().slice(3);
  expect(sent).toHaveLength(10);
  expect(sent.every((line) => line.startsWith('$GP'))).toBe(true);
  expect(sent.some((line) => line.startsWith(beginning))).toBe(true);
});

describe('gps_mode', () => {
  test.each([
    ['unlocked', 0],
    ['locked-1d', 1],
    ['locked-2d', 2],
    ['locked-3d', 3],
  ])('%s is mode %i', async (name, mode) => {
    const { mock, clock } = await runningInVirtualTime({ gpsd });
    mock.state.patch({ gps_mode: name });
    const client = await gpsdClient(mock.gpsd?.port);
    client.send(watchJson);
    await client.untilObjects('WATCH', 1);
    await clock.advance('1s');
    const [sky] = await client.untilObjects('SKY', 1);
    const [tpv] = client.objects('TPV');
    expect(tpv?.['mode']).toBe(mode);
    expect('time' in (tpv ?? {})).toBe(mode >= 1);
    expect('lat' in (tpv ?? {})).toBe(mode >= 2);
    expect('altMSL' in (tpv ?? {})).toBe(mode === 3);
    expect(sky?.['uSat']).toBe([0, 1, 3, 8][mode]);
  });
});

test('after a fix is lost no position shows, neither in reports nor in ?POLL, and a new one shows at once', async () => {
  const { mock, clock } = await runningInVirtualTime({ gpsd });
  mock.state.patch({ gps_mode: 'locked-3d' });
  const client = await gpsdClient(mock.gpsd?.port);
  client.send('?WATCH={"enable":true,"json":true,"nmea":true};');
  await client.untilObjects('WATCH', 1);
  await clock.advance('2s');
  await client.untilObjects('SKY', 2);
  mock.state.patch({ gps_mode: 'unlocked' });
  client.send('?POLL;');
  expect(await client.untilObjects('POLL', 1)).toMatchObject([
    { active: 1, tpv: [{ class: 'TPV', device, mode: 0 }], sky: [{ uSat: 0, satellites: [] }] },
  ]);
  const before = client.text().length;
  await clock.advance('3s');
  await client.untilObjects('SKY', 5);
  const lost = client.text().slice(before);
  expect(lost).toContain('"mode":0');
  expect(lost).toContain('$GPRMC,,V,');
  expect(lost).not.toMatch(/34\.05|118\.4|3403|11826|"lat"|"speed"/);
  mock.state.patch({ gps_mode: 'locked-2d' });
  await clock.advance('1s');
  await client.untilObjects('SKY', 6);
  // Without a speed: it is not known how it came there.
  expect(client.objects('TPV').at(-1)).toMatchObject({ mode: 2, lat: 34.057, time: at(6) });
  expect(client.objects('TPV').at(-1)).not.toHaveProperty('speed');
});

test('a radio that moves has its speed and its track', async () => {
  const plain = loadModel('default');
  const model = { ...plain, gps: { ...plain.gps, mode: 'locked-3d', speed: 20, course: 90 } } as const;
  const { mock, clock } = await runningInVirtualTime({ gpsd, model });
  const client = await gpsdClient(mock.gpsd?.port);
  client.send(watchJson);
  await client.untilObjects('WATCH', 1);
  await clock.advance('10s');
  const last = (await client.untilObjects('TPV', 10)).at(-1);
  expect(last?.['lon']).toBeGreaterThan(-118.446);
  expect(last?.['speed']).toBeCloseTo(20, 0);
  expect(last?.['track']).toBeCloseTo(90, 0);
});

test('?DEVICES and ?DEVICE name the simulated receiver; clients watch each for itself', async () => {
  const { mock, clock } = await runningInVirtualTime({ gpsd });
  const [one, other] = [await gpsdClient(mock.gpsd?.port), await gpsdClient(mock.gpsd?.port)];
  one.send('?DEVICES;?DEVICE;');
  const [listed] = await one.untilObjects('DEVICE', 1);
  expect(listed).toMatchObject({ path: device, driver: 'simulated' });
  expect(listed).not.toHaveProperty('activated');
  expect(one.objects('DEVICES')).toEqual([{ class: 'DEVICES', devices: [listed] }]);
  other.send(watchJson);
  await other.untilObjects('WATCH', 1);
  await clock.advance('2s');
  await other.untilObjects('SKY', 2);
  one.send('?POLL;');
  expect(await one.untilObjects('POLL', 1)).toMatchObject([{ active: 1, tpv: [{ mode: 0 }] }]);
  expect(one.objects('TPV')).toEqual([]);
});

describe('a request that is refused', () => {
  test.each([
    ['?WATCH={"enable":"yes"};', 'WATCH: enable: "yes": is not allowed; allowed: a boolean'],
    ['?WATCH={"enable":1};', 'WATCH: enable: 1: is not allowed; allowed: a boolean'],
    ['?WATCH={"json":null};', 'WATCH: json: null: is not allowed; allowed: a boolean'],
    ['?WATCH={"nmea":[]};', 'WATCH: nmea: is not allowed; allowed: a boolean'],
    ['?WATCH={"raw":3};', 'WATCH: raw: 3: is not allowed; allowed: at most 2'],
    ['?WATCH={"raw":true};', 'WATCH: raw: true: is not allowed; allowed: a number'],
    ['?WATCH={"raw":0.5};', 'WATCH: raw: 0.5: is not allowed; allowed: a whole number'],
    ['?WATCH={"scaled":0};', 'WATCH: scaled: 0: is not allowed; allowed: a boolean'],
    ['?WATCH={"timing":0};', 'WATCH: timing: 0: is not allowed; allowed: a boolean'],
    ['?WATCH={"split24":0};', 'WATCH: split24: 0: is not allowed; allowed: a boolean'],
    ['?WATCH={"pps":0};', 'WATCH: pps: 0: is not allowed; allowed: a boolean'],
    ['?WATCH={"class":"POLL"};', 'WATCH: class: "POLL": is not allowed; allowed: WATCH'],
    [
      '?WATCH={"device":"/dev/ttyUSB0"};',
      `WATCH: device: "/dev/ttyUSB0": is not allowed; allowed: ${device}`,
    ],
    ['?WATCH={"enabel":true};', 'WATCH: enabel: is unknown; allowed: class, enable,'],
    ['?WATCH={"__proto__":{}};', 'WATCH: '],
    ['?WATCH=[];\n', 'WATCH: '],
    ['?WATCH=;\n', 'WATCH: : is no JSON; allowed: an object'],
    ['?WATCH={\n', 'WATCH: {: is no JSON; allowed: an object'],
    ['?POLL={};', "POLL: {}: can't be set; allowed: ?POLL without a value"],
    ['?DEVICE={"bps":4800};', `DEVICE: {"bps":4800}: can't be set; allowed: ?DEVICE without a value`],
    ['?watch;', 'unrecognized request ?watch; allowed: ?VERSION, ?DEVICES, ?DEVICE, ?POLL, ?WATCH'],
    ['?;', 'unrecognized request ?; allowed: '],
    ['GET / HTTP/1.1\r\n', 'unrecognized request GET / HTTP/1.1; allowed: '],
    ['\u0000\u001b[31m;', 'unrecognized request \\u0000\\u001b[31m; allowed: '],
  ])(
    '%j is answered with an ERROR that says what is allowed, and changes nothing',
    async (request, message) => {
      const { mock } = await runningInVirtualTime({ gpsd });
      const client = await gpsdClient(mock.gpsd?.port);
      client.send(request);
      const [error] = await client.untilObjects('ERROR', 1);
      expect(error?.['message']).toContain(message);
      client.send('?WATCH;');
      expect(await client.untilObjects('WATCH', 1)).toMatchObject([{ enable: false, json: false, raw: 0 }]);
    },
  );
});

test.each([
  ['every byte there is', Buffer.from(Array.from({ length: 4_096 }, (_, at) => at % 256))],
  ['a TLS handshake', Buffer.from('16030100c8010000c40303', 'hex')],
  ['half an object', Buffer.from('?WATCH={"enable":true,"json"')],
  ['text that is no UTF-8', Buffer.from([0x3f, 0xff, 0xfe, 0xc3, 0x28, 0x3b])],
  ['a megabyte in one line', Buffer.alloc(1_048_576, '?')],
])('%s changes nothing, and the next client is served', async (_, bytes) => {
  const mock = await running({ gpsd });
  const client = await gpsdClient(mock.gpsd?.port);
  client.socket.end(bytes);
  const { text } = await client.ended;
  const [version, ...others] = text.split('\r\n').slice(0, -1);
  expect(version).toContain('"class":"VERSION"');
  expect(others.length).toBeGreaterThan(0);
  for (const line of others) expect(JSON.parse(line)).toMatchObject({ class: 'ERROR' });
  const after = await gpsdClient(mock.gpsd?.port);
  await after.untilObjects('VERSION', 1);
  await expect.poll(() => mock.stats().connections.gpsd?.open).toBe(1);
});

test('requests without an end behind their object are served, and those of one packet in their order', async () => {
  const mock = await running({ gpsd });
  const client = await gpsdClient(mock.gpsd?.port);
  client.send('?WATCH={"enable":false}');
  await client.untilObjects('WATCH', 1);
  client.send(`${'?VERSION;'.repeat(199)}?WATCH={"enable":false}`);
  await client.untilObjects('WATCH', 2);
  expect(client.objects('VERSION')).toHaveLength(200);
});

test('a client that sends its FIN gets the replies to what it has sent, and its end', async () => {
  const mock = await running({ gpsd });
  const client = await gpsdClient(mock.gpsd?.port);
  client.socket.end(`${watchJson}?POLL;?VERSION`);
  const { text, error } = await client.ended;
  expect(error).toBeUndefined();
  expect(text.match(/"class":"(VERSION|WATCH|POLL)"/g)).toHaveLength(4);
  await expect.poll(() => mock.stats().connections.gpsd).toMatchObject({ open: 0, endedFor: { client: 1 } });
});
