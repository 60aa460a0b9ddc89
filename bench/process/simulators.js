import { devNull } from 'node:os';
import { pino } from 'pino';

/** @import { FaultSpec, SilvusMock, SilvusMockOptions } from '../../dist/index.js' */

/**
 * The library of a checkout.
 * @param {string} checkout `file:` address of its root
 * @returns {Promise<typeof import('../../dist/index.js')>}
 */
export function libraryOf(checkout) {
  return import(new URL('dist/index.js', checkout).href);
}

/**
 * Simulators of a checkout in this process.
 * @param {{ checkout: string, options?: SilvusMockOptions, count?: number, debugLog?: boolean, faults?: FaultSpec[], port?: 'http' | 'maintenance' }} given
 *   `debugLog`: with a log of level debug, to a file that keeps nothing; `port`: the one whose numbers it answers
 */
export async function startSimulators({
  checkout,
  options = {},
  count = 1,
  debugLog = false,
  faults = [],
  port = 'http',
}) {
  const { startSilvusMock } = await libraryOf(checkout);
  const logger = debugLog
    ? { logger: pino({ level: 'debug', base: null }, pino.destination({ dest: devNull, sync: false })) }
    : {};
  /** @type {SilvusMock[]} */
  const mocks = [];
  for (let each = 0; each < count; each += 1) mocks.push(await startSilvusMock({ ...options, ...logger }));
  for (const mock of mocks) for (const fault of faults) mock.faults.add(fault);
  const orders = {
    'clear journal': () => mocks.forEach((mock) => mock.journal.clear()),
    reset: () => Promise.all(mocks.map((mock) => mock.reset())),
    scrape: async () => {
      const response = await fetch(`${mocks[0]?.control?.url}/metrics`);
      if (!response.ok) throw new Error(`/metrics was answered with ${response.status}`);
      return (await response.text()).length;
    },
  };
  return {
    ports: () => mocks.map((mock) => mock[port].port),
    act: (/** @type {string} */ order) => orders[/** @type {keyof typeof orders} */ (order)](),
  };
}
