import { Child } from './process/child.js';

/** @import { Rig } from './measure/types.js' */

/**
 * A case whose sides are processes that do some work when asked, on the servers' core.
 * @param {string} script in `process/`
 * @param {Readonly<Record<string, object>>} sides the argument of the process of each side
 * @param {{ warmUp: number, times: number }} counts how often the work is done
 * @returns {Promise<Rig>}
 */
export async function openAsked(script, sides, { warmUp, times }) {
  const children = Object.entries(sides).map(([name, given]) => ({
    name,
    child: new Child(
      new URL(`process/${script}`, import.meta.url),
      'server',
      [JSON.stringify(given)],
      ['--expose-gc'],
    ),
  }));
  return {
    sides: Object.fromEntries(
      children.map(({ name, child }) => [
        name,
        { warmUp: () => child.ask('run', warmUp), measure: () => child.ask('run', times) },
      ]),
    ),
    close: () => Promise.all(children.map(({ child }) => child.end())),
  };
}
