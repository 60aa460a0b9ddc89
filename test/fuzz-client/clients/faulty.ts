import type { ClientDriver, FuzzedRadio } from '../../../src/index.js';
import { strictValue } from './good.js';
import { requestText, session, target } from './session.js';
import { type Limits, RadioError, post, rawPost } from './wire.js';

/*
 * Clients with one mistake each. In all else they are careful: the mistake is what must be found.
 */

const limits: Limits = { deadline: 100, maxBytes: 4_096 };

/** Sends one command; gives the status and the text of the reply. */
async function exchange(
  radio: FuzzedRadio,
  id: number,
  method: string,
  params: readonly string[],
  within = limits,
) {
  return post(radio, requestText(id, method, params), within);
}

async function careful(radio: FuzzedRadio, id: number, method: string, params: readonly string[]) {
  const { status, text } = await exchange(radio, id, method, params);
  if (status !== 200) throw new RadioError(`status ${status}`);
  return strictValue(text, id, params.length === 0);
}

/** Numbers of requests, from 1. */
function ids(): () => number {
  let last = 0;
  return () => (last += 1);
}

/** Waits for a reply without end. */
const noTimeout: ClientDriver = (radio) => {
  const next = ids();
  return session(radio, async (method, params) => {
    const id = next();
    const { status, text } = await exchange(radio, id, method, params, { maxBytes: 4_096 });
    if (status !== 200) throw new RadioError(`status ${status}`);
    return strictValue(text, id, params.length === 0);
  });
};

/** Finds who waits for a reply by the reply's id, and takes for granted that there is one. */
const trustsIds: ClientDriver = (radio) => {
  const next = ids();
  const waiting = new Map<unknown, (text: string) => string>();
  return session(radio, async (method, params) => {
    const id = next();
    waiting.set(id, (text) => strictValue(text, id, params.length === 0));
    const { status, text } = await exchange(radio, id, method, params);
    if (status !== 200) throw new RadioError(`status ${status}`);
    const found: unknown = idOf(text);
    const take = waiting.get(found) as (text: string) => string;
    return take(text);
  });
};

function idOf(text: string): unknown {
  try {
    return JSON.parse(text).id as unknown;
  } catch {
    throw new RadioError('no JSON');
  }
}

/** Does not look at the id of a reply. */
const ignoresIds: ClientDriver = (radio) => {
  const next = ids();
  return session(radio, async (method, params) => {
    const { status, text } = await exchange(radio, next(), method, params);
    if (status !== 200) throw new RadioError(`status ${status}`);
    return strictValue(text, idOf(text), params.length === 0);
  });
};

/** Sends a write again after a failure that leaves open whether it was executed. */
const retriesWrites: ClientDriver = (radio) => {
  const next = ids();
  return session(radio, async (method, params) => {
    try {
      return await careful(radio, next(), method, params);
    } catch {
      return careful(radio, next(), method, params);
    }
  });
};

/** Does not look at the status of HTTP. */
const ignoresStatus: ClientDriver = (radio) => {
  const next = ids();
  return session(radio, async (method, params) => {
    const id = next();
    const { text } = await exchange(radio, id, method, params);
    return strictValue(text, id, params.length === 0);
  });
};

/** Takes for granted that each reply has a list as its result. */
const assumesArray: ClientDriver = (radio) => {
  const next = ids();
  return session(radio, async (method, params) => {
    const id = next();
    const { status, text } = await exchange(radio, id, method, params);
    if (status !== 200) throw new RadioError(`status ${status}`);
    if (idOf(text) !== id) throw new RadioError('another id');
    return JSON.parse(text).result[0] as unknown;
  });
};

/** Parses what comes without a thought for what is no JSON. */
const parsesAnything: ClientDriver = (radio) => {
  const next = ids();
  return session(radio, async (method, params) => {
    const id = next();
    const { status, text } = await exchange(radio, id, method, params);
    if (status !== 200) throw new RadioError(`status ${status}`);
    JSON.parse(text);
    return strictValue(text, id, params.length === 0);
  });
};

/** Takes BUSY for a promise to execute the command later. */
const busyIsSuccess: ClientDriver = (radio) => {
  const next = ids();
  return session(radio, async (method, params) => {
    try {
      return await careful(radio, next(), method, params);
    } catch (error) {
      if (params.length > 0 && String(error).includes('BUSY')) return '';
      throw error;
    }
  });
};

/** Takes what has come for the reply when the connection ends, whatever its length. */
const ignoresLength: ClientDriver = (radio) => {
  const next = ids();
  return session(radio, async (method, params) => {
    const text = await rawPost(radio, requestText(next(), method, params), {
      deadline: 100,
      whole: (all, isEnd) => isEnd || /"result" : \["[^"]*"\].*\}/.test(all) || all.includes('"error"'),
    });
    if (text.includes('"error"')) throw new RadioError('an error');
    const [, value = ''] = /"result" : \["([^"\]]*)/.exec(text) ?? [];
    return value;
  });
};

/** Tries until it works. */
const retriesForEver: ClientDriver = (radio) => {
  const next = ids();
  return session(radio, async (method, params) => {
    for (;;) {
      try {
        return await careful(radio, next(), method, params);
      } catch (error) {
        if (radio.signal.aborted || params.length > 0) throw error;
      }
    }
  });
};

/** Takes the first piece that comes for the whole reply. */
const assumesOneChunk: ClientDriver = (radio) => {
  const next = ids();
  return session(radio, async (method, params) => {
    const id = next();
    const text = await rawPost(radio, requestText(id, method, params), {
      deadline: 100,
      whole: (all) => all !== '',
    });
    const { id: found, result } = JSON.parse(text) as { id: unknown; result: unknown };
    if (found !== id || !Array.isArray(result)) throw new RadioError('no result');
    return strictValue(text, id, params.length === 0);
  });
};

/** Shows the last reading where there is no new one. */
const showsOldValues: ClientDriver = async (radio) => {
  const next = ids();
  const last = new Map<string, unknown>();
  const read = async (method: string) => {
    try {
      last.set(method, await careful(radio, next(), method, []));
    } catch (error) {
      if (!last.has(method)) throw error;
    }
    return last.get(method);
  };
  radio.report('freq', await read('freq'));
  await careful(radio, next(), 'freq', [target]);
  radio.report('freq', target);
  radio.report('freq', await read('freq'));
};

/** Clients with a mistake, by what it is. */
export const faultyClients = {
  noTimeout,
  trustsIds,
  ignoresIds,
  retriesWrites,
  ignoresStatus,
  assumesArray,
  parsesAnything,
  busyIsSuccess,
  ignoresLength,
  retriesForEver,
  assumesOneChunk,
  showsOldValues,
};
