import { expect, onTestFinished, test } from 'vitest';
import { startNetwork } from '../../src/index.js';

/** Two radios 1 km apart, in virtual time, and the SNR of the second one's signal. */
async function pair() {
  const network = await startNetwork({
    network: {
      settings: { max_link_distance: '5000' },
      nodes: [
        { nodeid: 1001, position: { latitude: 0, longitude: 0 } },
        { nodeid: 1002, position: { latitude: 0, longitude: 0.009 } },
      ],
    },
    clock: 'virtual',
  });
  onTestFinished(async () => {
    await network.close();
  });
  const snr = () => network.links().find(({ from }) => from === '1002')?.snr ?? NaN;
  return { network, snr };
}

test('a radio that a test makes too hot is heard with half its power, then with a quarter', async () => {
  const { network, snr } = await pair();
  const full = snr();
  const { state } = network.radio(1002);
  const threshold = Number(([state.read('temp_reporting_max_threshold')].flat() as string[])[0]);
  for (const [degrees, loss] of [
    [1, 3.01],
    [5, 6.02],
    [0, 0],
  ] as const) {
    state.patch({ read_current_temperature: threshold + degrees });
    expect(full - snr()).toBeCloseTo(loss, 2);
  }
});

test('a radio that gets hot by itself is heard with less power as time passes, without any write', async () => {
  const { network, snr } = await pair();
  const full = snr();
  const { state } = network.radio(1002);
  state.patch({
    temp_reporting_max_threshold: Number((state.read('read_current_temperature') as string[])[0]),
  });
  const losses = new Set<number>();
  for (let minute = 0; minute < 60; minute += 1) {
    await network.clock.advance('1m');
    const isHot = (state.read('read_power_dBm') as string[])[0] !== '30';
    losses.add(Math.round(full - snr()));
    expect(full - snr() > 1).toBe(isHot);
  }
  expect([...losses].sort()).toEqual([0, 3]);
});
