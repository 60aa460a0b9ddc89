import { writeFileSync } from 'node:fs';
import { HttpCaller, dropIn, maintain } from './calls.js';

/** @import { RadioProcess } from './radio-process.js' */

/** @param {string} method @param {string[]} [params] @param {unknown} [id] */
const call = (method, params = [], id = 1) => ({ jsonrpc: '2.0', id, method, params });

/** @param {import('./calls.js').Result} result */
function answered(result) {
  if (result.kind !== 'answered') throw new Error(`a call was not answered: ${JSON.stringify(result)}`);
  return result.reply;
}

/**
 * What can happen to a radio: each maker gives a function that has it happen once. `home` is the address that its
 * connections come from: one address has too few ports for all.
 * @typedef {(radio: RadioProcess, file: string, home: string) => (round: number) => Promise<unknown>} Deed
 */

/** @type {Record<string, Deed>} */
export const deeds = {
  /** A batch of 32 commands on a connection that is kept. */
  batch: ({ address }, _, home) => {
    const caller = new HttpCaller(address.http.port, home);
    const methods = ['freq', 'power_dBm', 'uptime', 'nothing'];
    const body = JSON.stringify(
      Array.from({ length: 32 }, (_, index) => call(methods[index % methods.length] ?? '', [], index)),
    );
    return async () => answered(await caller.call(body));
  },
  /** A call on an HTTP connection of its own. */
  http: ({ address }, _, home) => {
    const caller = new HttpCaller(address.http.port, home);
    return async () => {
      answered(await caller.call(JSON.stringify(call('freq'))));
      caller.reconnect();
    };
  },
  /** A message on a maintenance connection of its own. */
  maintenance: ({ address }, _, home) => {
    return async () =>
      answered(await maintain(address.maintenance.port, home, JSON.stringify(call('zeroize'))));
  },
  /** A connection that comes and is reset. */
  drop: ({ address }) => {
    return () => dropIn(address.http.port);
  },
  /** A setting that is written and saved. */
  save: ({ address }, _, home) => {
    const caller = new HttpCaller(address.http.port, home);
    return async (round) => {
      answered(await caller.call(JSON.stringify(call('power_dBm', [String(10 + (round % 20))]))));
      answered(await caller.call(JSON.stringify(call('setenvlinsingle', ['power_dBm']))));
    };
  },
  /** A fault that is put on, acts and is taken off. */
  fault: (radio, _, home) => {
    const caller = new HttpCaller(radio.address.http.port, home);
    return async () => {
      await radio.expect(201, 'POST', '/faults', { kind: 'busy', name: 'deed' });
      // The same bytes each time: requests whose repetitions are counted have a bound of their own.
      answered(await caller.call(JSON.stringify(call('freq'))));
      await radio.expect(200, 'DELETE', '/faults/deed');
    };
  },
  /** A blackout that begins and is over. */
  blackout: (radio) => {
    return async () => {
      await radio.expect(200, 'POST', '/blackout', { duration: '1h' });
      await radio.expect(200, 'DELETE', '/blackout');
    };
  },
  /** A configuration that is taken over. */
  reload: (radio, file) => {
    return async (round) => {
      writeFileSync(file, `worker:\n  queueCapacity: ${100 + (round % 2)}\n  processingTime: 0\n`);
      await radio.expect(200, 'POST', '/config/reload');
    };
  },
  /** A configuration that is wrong. */
  refused: (radio, file) => {
    return async () => {
      writeFileSync(file, 'worker:\n  queueCapacity: -1\n');
      await radio.expect(422, 'POST', '/config/reload');
    };
  },
  /** A look at how it is. */
  status: (radio) => {
    return () => radio.expect(200, 'GET', '/status');
  },
  /** A look at its series. */
  metrics: ({ address }) => {
    return async () => {
      const response = await fetch(`${address.control.url}/metrics`);
      await response.text();
    };
  },
};
