import { expect, test } from 'vitest';
import { type CustomFault, type FaultSpec, faultKinds } from '../../src/index.js';
import type { RssiReport } from '../../src/reports/reports.js';
import { runningInVirtualTime } from '../support/radio.js';
import { type UdpReceiver, udpReceiver } from '../support/udp-receiver.js';

/** A radio that sends an RSSI report every 10 ms and a temperature report every second, with faults. */
async function reportingWith(...faults: readonly (FaultSpec | CustomFault)[]) {
  const receiver = await udpReceiver();
  const { mock, clock } = await runningInVirtualTime({ seed: 7 });
  const { address } = receiver;
  mock.state.patch({ rssi_report_address: address, rssi_report_enable: '1' });
  mock.state.patch({ temp_reporting_address: address, temp_reporting_mode: '2' });
  for (const fault of faults) mock.faults.add(fault);
  return { receiver, mock, clock };
}

const sequences = (receiver: UdpReceiver) =>
  (receiver.reports().filter(({ type }) => type === 'rssi') as readonly RssiReport[]).map(
    ({ sequence }) => sequence,
  );

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

test('30 % of the RSSI reports are lost, and no other; the same ones with the same seed', async () => {
  const lost: (readonly number[])[] = [];
  for (let run = 0; run < 2; run += 1) {
    const fault = { kind: 'report-loss', probability: 0.3, match: { report: 'rssi' } } as const;
    const { receiver, mock, clock } = await reportingWith(fault);
    await clock.advance('10s');
    const { sent, dropped } = mock.stats().reports;
    const { rssi = 0, temperature } = sent;
    await receiver.received(rssi + 10);
    expect(temperature).toBe(10);
    expect(rssi + (dropped['fault'] ?? 0)).toBe(1_000);
    expect(rssi).toBeGreaterThan(650);
    expect(rssi).toBeLessThan(750);
    expect(mock.stats().faults).toEqual({ 'report-loss': dropped['fault'] });
    lost.push(sequences(receiver));
  }
  expect(lost[1]).toEqual(lost[0]);
});

test('a report that is duplicated comes twice', async () => {
  const { receiver, clock } = await reportingWith({ kind: 'report-duplicate', match: { nth: 3 } });
  await clock.advance('50ms');
  await receiver.received(6);
  expect(sequences(receiver)).toEqual([0, 1, 2, 2, 3, 4]);
});

test.each([
  [{ kind: 'report-reorder' }, [1, 0, 3, 2, 5, 4]],
  [{ kind: 'report-reorder', by: 4 }, [1, 2, 3, 4, 0, 6]],
  [{ kind: 'report-reorder', by: 2, times: 1 }, [1, 2, 0, 3, 4, 5]],
] as const)('%j makes a report come after later ones, and loses none', async (fault, expected) => {
  const { receiver, clock, mock } = await reportingWith({ ...fault, match: { report: 'rssi' } });
  await clock.advance('70ms');
  await receiver.received(expected.length);
  expect(sequences(receiver).slice(0, 6)).toEqual(expected);
  // What waits when the stream ends is lost.
  mock.state.patch({ rssi_report_enable: '0' });
  await clock.advance('10ms');
  const { sent, dropped } = mock.stats().reports;
  expect((sent['rssi'] ?? 0) + (dropped['fault'] ?? 0)).toBe(7);
});

test('faults act together: one that is lost has no copies', async () => {
  const { clock, mock } = await reportingWith(
    { kind: 'report-loss', match: { nth: 1 } },
    { kind: 'report-duplicate' },
  );
  await clock.advance('30ms');
  expect(mock.stats().reports).toEqual({ sent: { rssi: 4 }, dropped: { fault: 1 } });
});

test('a fault can be for one receiver, and for a time', async () => {
  const { receiver, clock, mock } = await reportingWith({
    kind: 'report-loss',
    match: { peer: '127.0.0.1:1' },
  });
  await clock.advance('50ms');
  mock.faults.add({ kind: 'report-loss', match: { peer: '127.0.0.1' }, for: '25ms', name: 'short' });
  await clock.advance('50ms');
  await receiver.received(8);
  expect(sequences(receiver)).toEqual([0, 1, 2, 3, 4, 7, 8, 9]);
  expect(mock.faults.unused().map(({ name }) => name)).toEqual(['report-loss']);
});

test('a custom fault can change the delivery of reports; one that throws changes nothing', async () => {
  const { receiver, clock } = await reportingWith(
    { fault: { report: (delivery) => ({ ...delivery, copies: 2 }) }, times: 1 },
    {
      fault: {
        report: () => {
          throw new Error('mine');
        },
      },
    },
    { fault: { report: () => ({ copies: -1, after: 0 }) } },
  );
  await clock.advance('20ms');
  await receiver.received(3);
  expect(sequences(receiver)).toEqual([0, 0, 1]);
});

test('faults of replies and of connections do not touch reports', async () => {
  const { receiver, clock } = await reportingWith(
    ...faultKinds
      .filter(({ about, name }) => about !== 'reports' && name !== 'reply')
      .map(({ name }) => ({ kind: name, ...(name === 'latency' ? { ms: 5 } : {}) }) as FaultSpec)
      .filter(({ kind }) => !['truncate', 'slow-drip'].includes(kind)),
  );
  await clock.advance('50ms');
  await receiver.received(5);
  expect(sequences(receiver)).toEqual(upTo(5));
});

test.each([
  [{ kind: 'report-loss', match: { method: 'freq' } }, 'match.method: is not allowed; allowed: report, peer'],
  [{ kind: 'report-loss', match: { access: 'read' } }, 'match.access: is not allowed'],
  [{ kind: 'report-loss', match: { port: 'http' } }, 'match.port: is not allowed'],
  [{ kind: 'report-loss', match: { params: ['1'] } }, 'match.params: is not allowed'],
  [{ kind: 'report-loss', match: { report: 'rsi' } }, 'match.report: "rsi": is not allowed'],
  [{ kind: 'report-loss', delayBefore: 10 }, 'delayBefore: is not allowed; allowed: 0'],
  [{ kind: 'report-loss', probability: 1.1 }, 'probability'],
  [{ kind: 'report-reorder', by: 0 }, 'by: 0: is not allowed'],
  [{ kind: 'report-reorder', by: 101 }, 'by: 101: is not allowed'],
  [
    { kind: 'latency', ms: 1, match: { report: 'rssi' } },
    'match.report: is not allowed; allowed: what is about commands',
  ],
])('%j is refused', async (fault, message) => {
  const { mock } = await runningInVirtualTime();
  expect(() => mock.faults.add(fault as never)).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining(message) }),
  );
  expect(mock.faults.list()).toEqual([]);
});
