import { expect, test } from 'vitest';
import { SeenCounts, maxSeen } from '../../src/chaos/seen-counts.js';
import { type SilvusMockOptions, startNetwork, startSilvusMock } from '../../src/index.js';
import { exchangeOn, steadyClient } from '../support/chaos.js';
import { httpRequest, post, rpc } from '../support/json-rpc-client.js';
import { logIn } from '../support/login-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';
import { callByHttps } from '../support/tls-client.js';
import { udpReceiver } from '../support/udp-receiver.js';

/** Every bend of this level acts on every reply. */
const all: SilvusMockOptions = { seed: 7, chaos: { level: 'hostile', share: 1, stages: ['read', 'write'] } };

/** The cases of these requests to the HTTP port, without their bends. */
async function casesOf(...requests: readonly string[]): Promise<readonly (string | undefined)[]> {
  const client = await steadyClient(all);
  for (const request of requests) await client.exchange(client.mock.http.port, httpRequest(request));
  return client.mock.journal.entries.map(({ chaos }) => chaos?.case.replace(/\.[a-z-]+$/, ''));
}

test('a case counts the same call, whatever its id, its blanks and the order of its keys', async () => {
  const cases = await casesOf(
    '{"jsonrpc":"2.0","method":"nodeid","id":1}',
    '{"id":"x2","params":[],"method":"nodeid","jsonrpc":"2.0"}',
    ' { "jsonrpc" : "2.0" ,\n"method":"nodeid", "id" : null, "other": 1 } ',
    rpc('power_dBm', 1, ['27']),
    rpc('power_dBm', 2, ['27']),
    rpc('power_dBm', 3, ['28']),
  );
  expect(cases.slice(0, 3)).toEqual(['http.nodeid.1', 'http.nodeid.2', 'http.nodeid.3']);
  const [first = '', second, other = ''] = cases.slice(3);
  expect(first).toMatch(/^http\.power_dBm-[\da-f]{8}\.1$/);
  expect(second).toBe(first.replace(/1$/, '2'));
  expect(other).toMatch(/^http\.power_dBm-[\da-f]{8}\.1$/);
  expect(other).not.toBe(first);
});

test('names of methods that do not fit into a case are a hash, and what is no request is invalid', async () => {
  const cases = await casesOf(rpc('a b/"c"'), rpc('x'.repeat(500)), 'no JSON', '{"jsonrpc":"2.0"}', '[]');
  expect(cases[0]).toMatch(/^http\.call-[\da-f]{8}\.1$/);
  expect(cases[1]).toMatch(/^http\.call-[\da-f]{8}\.1$/);
  expect(cases.slice(2)).toEqual(['http.invalid.1', 'http.invalid.2', 'http.invalid.3']);
});

test('a secret in the parameters is no part of a case', async () => {
  const cases = await casesOf(
    rpc('enc_key', 1, ['first secret key 1']),
    rpc('enc_key', 2, ['second secret key']),
  );
  expect(cases[1]).toBe(cases[0]?.replace(/1$/, '2'));
});

test('a secret in a reply that is written in another way is not in the journal', async () => {
  const key = 'my own secret key';
  for (const bend of ['escapes', 'spacing', 'key-order']) {
    const client = await steadyClient({
      seed: 7,
      chaos: { level: 'json-rpc', only: [`http.enc_key.1.${bend}`] },
    });
    const { port } = client.mock.http;
    await client.exchange(port, httpRequest(rpc('enc_key', 1, [key])));
    const { bytes } = await client.exchange(port, httpRequest(rpc('enc_key')));
    const [, entry] = client.mock.journal.entries;
    expect(entry?.chaos?.bend).toBe(bend);
    expect(bytes.length).toBeGreaterThan(0);
    expect(entry?.replyText).toMatch(/^\*+$/);
  }
});

test('what a client does beside another changes none of its cases', async () => {
  const alone = await steadyClient({ ...all, chaos: { ...all.chaos, stages: ['read'] } });
  const among = await steadyClient({ ...all, chaos: { ...all.chaos, stages: ['read'] } });
  const methods = ['freq', 'bw', 'nodeid', 'freq', 'bw', 'freq'];
  const bytesOf = async (client: typeof alone, isAlone: boolean) => {
    const seen: string[] = [];
    for (const method of methods) {
      if (!isAlone) await client.exchange(client.mock.http.port, httpRequest(rpc('system_name')));
      const { bytes } = await client.exchange(client.mock.http.port, httpRequest(rpc(method, 'a')));
      seen.push(bytes.toString('hex'));
    }
    return seen;
  };
  expect(await bytesOf(among, false)).toEqual(await bytesOf(alone, true));
});

test('a reset begins the counts anew', async () => {
  const client = await steadyClient(all);
  const { mock } = client;
  const first = await exchangeOn(mock.http.port, httpRequest(rpc('nodeid')));
  await mock.reset();
  const second = await exchangeOn(mock.http.port, httpRequest(rpc('nodeid')));
  expect(second.bytes.equals(first.bytes)).toBe(true);
  expect(mock.journal.entries[0]?.chaos?.case).toMatch(/^http\.nodeid\.1\./);
});

test('beyond 10,000 different calls the one that was seen longest ago counts from 1 again', () => {
  const counts = new SeenCounts();
  expect([counts.add('first'), counts.add('first'), counts.add('second')]).toEqual([1, 2, 1]);
  for (let other = 0; other < maxSeen - 2; other += 1) counts.add(String(other));
  expect(counts.add('first')).toBe(3);
  counts.add('one more');
  expect([counts.add('second'), counts.add('first')]).toEqual([1, 4]);
});

test('a case needs no level', async () => {
  const client = await steadyClient({ seed: 7, chaos: { only: ['http.nodeid.1.wrong-id'] } });
  const same = await steadyClient({ seed: 7, chaos: { level: 'broken', only: ['http.nodeid.1.wrong-id'] } });
  const seen = [client, same].map((each) => each.exchange(each.mock.http.port, httpRequest(rpc('nodeid'))));
  const [one, other] = await Promise.all(seen);
  expect(one?.bytes.toString()).toMatch(/"310062"/);
  expect(other?.bytes.equals(one?.bytes ?? Buffer.alloc(0))).toBe(true);
});

test('a share of 0 bends nothing, and a share bends about as many as it says', async () => {
  const bent = async (share: number) => {
    const mock = await running({ seed: 7, chaos: { level: 'json-rpc', share, stages: ['read'] } });
    for (let count = 0; count < 200; count += 1) await post(mock, rpc('no_such'));
    await mock.close();
    return mock.journal.entries.filter(({ chaos }) => chaos !== undefined).length;
  };
  expect(await bent(0)).toBe(0);
  const some = await bent(0.3);
  expect(some).toBeGreaterThan(30);
  expect(some).toBeLessThan(90);
});

test.each(['read', 'write'] as const)(
  'only the stage %s is bent where it alone is asked for',
  async (stage) => {
    const client = await steadyClient({ seed: 7, chaos: { level: 'hostile', share: 1, stages: [stage] } });
    const stages: string[] = [];
    client.mock.on('chaos', (event) => stages.push(event.stage));
    for (const params of [undefined, ['27'], undefined, ['28']])
      await client.exchange(client.mock.http.port, httpRequest(rpc('power_dBm', 1, params)));
    expect(stages).toEqual([stage, stage]);
  },
);

test('an exchange in a blackout is of the stage blackout', async () => {
  const client = await steadyClient({
    seed: 7,
    chaos: { level: 'json-rpc', share: 1, stages: ['blackout'] },
  });
  const { mock } = client;
  await client.exchange(mock.http.port, httpRequest(rpc('nodeid')));
  mock.blackout.begin('1h');
  await client.exchange(mock.http.port, httpRequest(rpc('nodeid')));
  expect(mock.journal.entries.map(({ chaos }) => chaos?.case.split('.').slice(0, 3).join('.'))).toEqual([
    undefined,
    'http.nodeid.2',
  ]);
});

test('a blackout of chaos is that of a soft boot, and ends', async () => {
  const client = await steadyClient({ seed: 7, chaos: { level: 'radio', only: ['http.nodeid.1.blackout'] } });
  const { mock } = client;
  const causes: string[] = [];
  mock.on('blackout', ({ cause, ms }) => causes.push(`${cause} ${ms <= 10_000}`));
  let isBack = false;
  mock.on('online', () => {
    isBack = true;
  });
  await client.exchange(mock.http.port, httpRequest(rpc('nodeid')));
  expect([causes, isBack, mock.blackout.current]).toEqual([['soft-boot true'], true, undefined]);
});

test('connections are bent: dropped and mute', async () => {
  const mock = await running({
    seed: 7,
    http: { keepAliveTimeout: 10 },
    chaos: { level: 'broken', only: ['http.connect.1.dropped', 'http.connect.2.mute'] },
  });
  const cases: string[] = [];
  mock.on('chaos', (event) => cases.push(`${event.stage} ${event.case}`));
  const dropped = await exchangeOn(mock.http.port, '');
  const mute = await exchangeOn(mock.http.port, httpRequest(rpc('freq')));
  expect([dropped.bytes.length, mute.bytes.length]).toEqual([0, 0]);
  expect(cases).toEqual(['connect http.connect.1.dropped', 'connect http.connect.2.mute']);
  expect(await post(mock, rpc('freq'))).toBe('{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}');
});

test('the page to log in is bent, and its case says neither who nor with which password', async () => {
  const mock = await running({
    seed: 7,
    login: { enabled: true },
    chaos: { level: 'broken', only: ['http.login.2.error-page'] },
  });
  const cases: string[] = [];
  mock.on('chaos', (event) => cases.push(`${event.stage} ${event.case}`));
  await logIn(mock, 'admin');
  const bent = await logIn(mock, 'basic', 'wrong');
  expect(bent.body).toMatch(/^<html><head><title>/);
  expect(cases).toEqual(['login http.login.2.error-page']);
});

test('the page of broadcasts is bent, and the journal names its case', async () => {
  const mock = await running({ seed: 7, chaos: { level: 'broken', share: 1, stages: ['read'] } });
  const body = (apis: string) => `{"nodeids":[310061],${apis}}`;
  const urls = ['/bcast_enc.pyc', '/bcast_enc.py'];
  const apis = '"apis":[{"method":"freq","params":{}}]';
  for (const url of urls) await exchangeOn(mock.http.port, httpRequest(body(apis), url));
  const cases = mock.journal.entries.map(({ page, chaos }) => `${page ?? ''} ${chaos?.case ?? ''}`);
  expect(cases[0]).toMatch(/^broadcast http\.broadcast-[\da-f]{8}\.1\.[a-z-]+$/);
  expect(cases[1]).toMatch(/^broadcast http\.broadcast-[\da-f]{8}\.2\.[a-z-]+$/);
});

test('HTTPS is bent as HTTP is, with cases of its own', async () => {
  const mock = await running({
    seed: 7,
    https: { port: 0 },
    chaos: { level: 'json-rpc', only: ['https.freq.1.extra-keys'] },
  });
  expect(await post(mock, rpc('freq'))).toBe('{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}');
  await callByHttps(mock, 'freq');
  expect(mock.journal.entries.map(({ port, chaos }) => [port, chaos?.case])).toEqual([
    ['http', undefined],
    ['https', 'https.freq.1.extra-keys'],
  ]);
});

test('datagrams with reports are lost, cut and changed', async () => {
  const receiver = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime({
    seed: 7,
    chaos: {
      level: 'broken',
      only: ['udp.rssi.1.report-lost', 'udp.rssi.2.report-cut', 'udp.rssi.3.report-duplicated'],
    },
  });
  const cases: string[] = [];
  mock.on('chaos', (event) => cases.push(event.case));
  mock.state.patch({
    rssi_report_address: receiver.address,
    rssi_report_period: ['1000'],
    rssi_report_enable: ['1'],
  });
  await clock.advance(4_500);
  await receiver.received(4);
  expect(cases).toEqual(['udp.rssi.1.report-lost', 'udp.rssi.2.report-cut', 'udp.rssi.3.report-duplicated']);
  const [cut, second, third, plain] = receiver.datagrams.map(({ bytes }) => bytes);
  expect(cut?.length).toBeLessThan(109);
  expect(Buffer.from(second ?? []).equals(Buffer.from(third ?? []))).toBe(true);
  expect(plain?.length).toBe(109);
});

test('a radio of a network is named in its cases', async () => {
  const center = { latitude: 48, longitude: 11 };
  await using network = await startNetwork({
    network: { seed: 7, generate: { nodes: 2, center, spacing: 100, served: 2 } },
    chaos: { level: 'json-rpc', share: 1, stages: ['read'] },
  });
  const cases: string[] = [];
  network.on('chaos', (event) => cases.push(event.case));
  for (const radio of network.radios) await post(radio, rpc('no_such'));
  expect(cases.map((text) => text.replace(/\.[a-z-]+$/, ''))).toEqual(
    network.radios.map(({ nodeid }) => `${nodeid}/http.no_such.1`),
  );
});

test.each([
  [{ only: ['http.freq.1.rest'] }, /"http\.freq\.1\.rest" is no case; allowed bends: late, busy/],
  [
    { level: 'radio', only: ['http.freq.1.rst'] },
    /"http\.freq\.1\.rst" is no case of the level radio; allowed bends: late, busy/,
  ],
  [{ level: 'broken', only: ['http freq 1'] }, /chaos\.only.*"http freq 1".*PORT\.CALL\.COUNT\.BEND/],
  [{ level: 'nice' }, /chaos\.level: "nice".*radio.*hostile/],
  [{ level: 'radio', share: 2 }, /chaos\.share: 2/],
  [{ level: 'radio', stages: [] }, /chaos\.stages/],
])('%j is refused', async (chaos, expected) => {
  // @ts-expect-error -- some of these have wrong types
  await expect(async () => startSilvusMock({ chaos })).rejects.toThrow(expected);
});
