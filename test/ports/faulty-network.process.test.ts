import { expect, test } from 'vitest';
import { faultyNetwork } from '../support/faulty-network.js';
import { wholeAnswers } from '../support/http-answers.js';
import { keepAlive, outcome, rpc } from '../support/json-rpc-client.js';
import type { LinkPlan } from '../support/network-direction.js';
import { radioProcess, untilCounted } from '../support/radio-process.js';
import { rawClient } from '../support/raw-client.js';

/** What the network does to a request and its reply, and whether its client gets the reply. */
const plans: readonly { readonly name: string; readonly plan: LinkPlan; readonly isAnswered: boolean }[] = [
  { name: 'late', plan: { up: { delays: [20] }, down: { delays: [5, 0] } }, isAnswered: true },
  { name: 'byte by byte', plan: { up: { slice: 1 }, down: { slice: 1 } }, isAnswered: true },
  { name: 'narrow', plan: { up: { bytesPerMs: 10 }, down: { bytesPerMs: 10 } }, isAnswered: true },
  { name: 'RST in the request', plan: { up: { cut: { after: 30, how: 'rst' } } }, isAnswered: false },
  { name: 'end in the request', plan: { up: { cut: { after: 30, how: 'fin' } } }, isAnswered: false },
  { name: "the client's half lost", plan: { up: { cut: { after: 30, how: 'vanish' } } }, isAnswered: false },
  { name: 'RST in the reply', plan: { down: { cut: { after: 30, how: 'rst' } } }, isAnswered: false },
  { name: 'end in the reply', plan: { down: { cut: { after: 30, how: 'fin' } } }, isAnswered: false },
];

/** A request of each port. */
const requests = {
  http: keepAlive(rpc('max_link_distance', 'id', ['2000'])),
  maintenance: `${rpc('zeroize', 'id')}\n`,
  control: 'GET /version HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n',
};

/** Tests for a whole answer in what a client of this port got. */
const isAnswer = (port: keyof typeof requests, text: string): boolean => {
  if (port === 'maintenance') return text.includes('"result"') && text.endsWith('\n');
  return wholeAnswers(Buffer.from(text)).some((body) => body.startsWith('{'));
};

test('a radio in a process of its own outlives every faulty network on its three ports, and ends with 0', async () => {
  const timeouts = ['--http-keep-alive-timeout', '300ms', '--http-request-timeout', '300ms'];
  const radio = await radioProcess(...timeouts, '--maintenance-idle-timeout', '300ms');
  const control = Number(new URL(radio.control.url).port);
  const ports = { http: radio.http.port, maintenance: radio.maintenance.port, control };
  for (const port of ['http', 'maintenance', 'control'] as const) {
    const network = await faultyNetwork(ports[port], (nth) => plans[nth]?.plan ?? {});
    for (const { name, isAnswered } of plans) {
      const client = await rawClient(network.port);
      client.socket.write(requests[port]);
      const answer = client.until(port === 'maintenance' ? /\n/ : /\}\s*$/).catch(() => client.text());
      const text = isAnswered ? await answer : (await client.ended).text;
      expect(isAnswer(port, text), `${port}: ${name}: ${text}`).toBe(isAnswered);
      client.socket.destroy();
      expect(await outcome(radio, 'freq')).toEqual(['4700']);
    }
    await network.close();
  }
  for (const port of ['http', 'maintenance'] as const) {
    const { accepted, endedFor } = await untilCounted(radio, port, ({ open }) => open === 0);
    expect(Object.values(endedFor).reduce((sum, count) => sum + count, 0)).toBe(accepted);
  }
  // Three commands were answered, and two had their reply cut: each of the five was executed once.
  for (const method of ['max_link_distance', 'zeroize']) {
    const { entries } = (await radio.drive('GET', `/journal?method=${method}`)) as { entries: unknown[] };
    expect(entries).toHaveLength(5);
  }
  radio.child.kill('SIGTERM');
  expect((await radio.ended).code).toBe(0);
});
