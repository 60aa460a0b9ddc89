import { expect, test } from 'vitest';
import type { RssiReport } from '../../../src/reports/reports.js';
import { type Clock, systemClock } from '../../../src/index.js';
import { running } from '../../support/radio.js';
import { udpReceiver } from '../../support/udp-receiver.js';

/** The machine's clock, that can be set forward as if the process had been busy. */
function clockAhead(): Clock & { add(ms: number): void } {
  const real = systemClock();
  let ahead = 0;
  return { ...real, now: () => real.now() + ahead, add: (ms) => void (ahead += ms) };
}

test('after a second in which the process was busy 10 late reports come, without a gap in their sequence', async () => {
  const receiver = await udpReceiver();
  const clock = clockAhead();
  const mock = await running({ clock });
  mock.state.patch({
    rssi_report_address: receiver.address,
    rssi_report_period: 100,
    rssi_report_enable: '1',
  });
  await Promise.resolve();
  clock.add(10_050);
  await receiver.received(11);
  const { late = 0, ...others } = mock.stats().reports.dropped;
  expect(others).toEqual({});
  expect(late).toBeGreaterThanOrEqual(90);
  expect((receiver.reports() as readonly RssiReport[]).map(({ sequence }) => sequence).slice(0, 11)).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
  ]);
});
