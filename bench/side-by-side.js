import { Child } from './process/child.js';

/** @typedef {'measured' | 'beside'} Side */

/**
 * A simulator (`measured`) and a bare JSON echo (`beside`), each in a process on the same core, and a client on
 * another. Connections are opened for each measurement, so that none has idled for too long.
 * @param {number} connections
 */
export async function openSideBySide(connections) {
  const load = new Child(new URL('process/load.js', import.meta.url), 'client');

  /**
   * @param {Child} server
   * @param {Side} name
   */
  const connect = async (server, name) => {
    await load.ask('open', { name, port: await server.ask('port'), count: connections });
    return Buffer.byteLength(await load.ask('call', name));
  };

  const simulator = serverChild('simulator', '{}');
  const replyBytes = await connect(simulator, 'measured');
  await load.ask('drop', 'measured');
  const servers = { measured: simulator, beside: serverChild('json-echo', String(replyBytes)) };

  /**
   * Does work while there are connections of this name; `connected` is called with the load and the server.
   * @template T
   * @param {Side} name
   * @param {(load: Child, server: Child) => Promise<T>} connected
   */
  const over = async (name, connected) => {
    const bytes = await connect(servers[name], name);
    if (bytes !== replyBytes) throw new Error('the two replies differ in length');
    const result = await connected(load, servers[name]);
    await load.ask('drop', name);
    return result;
  };

  const close = async () => {
    await Promise.all([load, servers.measured, servers.beside].map((each) => each.end()));
  };
  return { over, close };
}

/**
 * Starts `process/server.js` on the servers' core.
 * @param {'simulator' | 'json-echo'} kind
 * @param {string} argument
 */
export function serverChild(kind, argument) {
  return new Child(new URL('process/server.js', import.meta.url), 'server', [kind, argument]);
}
