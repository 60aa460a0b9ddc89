import { expect, test } from 'vitest';
import { collected } from '../../support/events.js';
import { losePort } from '../../support/lost-port.js';
import { running } from '../../support/radio.js';
import { rawClient } from '../../support/raw-client.js';

test.each(['http', 'maintenance', 'control'] as const)(
  'a port that stops listening by itself is opened again where it was: %s',
  async (name) => {
    const mock = await running({ control: { enabled: true } });
    const port = mock[name]?.port ?? 0;
    const events = collected(mock, 'activity');
    const back = new Promise<void>((resolve) => {
      mock.on('activity', ({ what }) => {
        if (what === 'restarted') resolve();
      });
    });
    losePort(port);
    await expect.poll(() => events.length).toBe(1);
    expect(events).toEqual([
      // The control plane belongs to no node.
      {
        ...(name === 'control' ? {} : { node: '1' }),
        activity: name,
        what: 'died',
        text: 'it stopped listening',
        inMs: 1_000,
      },
    ]);
    await expect(rawClient(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(mock.health()).toMatchObject({
      ready: name === 'control',
      reasons: [`${name} has died and is restarting`],
    });
    await back;
    expect(mock.health()).toMatchObject({ ready: true, reasons: [] });
    expect(mock.stats().activities[name]).toEqual({ state: 'running', deaths: 1, restarts: 1 });
    (await rawClient(port)).socket.destroy();
    const { activities, phases } = await mock.close();
    expect(activities).toContain(name);
    expect(phases.every(({ ended }) => ended === 'done')).toBe(true);
  },
);

test('a close while a lost port waits for its next try does not wait for it', async () => {
  const mock = await running();
  losePort(mock.http.port);
  await expect.poll(() => mock.health().ready).toBe(false);
  expect((await mock.close()).durationMs).toBeLessThan(900);
});
