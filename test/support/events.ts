import type { SilvusMock, SimulatorEvents } from '../../src/index.js';

/** Keeps the events of one kind, in their order. */
export function collected<K extends keyof SimulatorEvents>(mock: SilvusMock, name: K): SimulatorEvents[K][] {
  const events: SimulatorEvents[K][] = [];
  mock.on(name, (event) => events.push(event));
  return events;
}

/** Resolves with the next event of one kind. */
export function next<K extends keyof SimulatorEvents>(
  mock: SilvusMock,
  name: K,
): Promise<SimulatorEvents[K]> {
  return new Promise((resolve) => {
    const off = mock.on(name, (event) => {
      off();
      resolve(event);
    });
  });
}
