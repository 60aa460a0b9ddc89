import type { ClientDriver, FuzzedRadio } from '../../../src/index.js';
import { type Call, requestText, session, target } from './session.js';
import { RadioError, post, sendLine } from './wire.js';

const limits = { deadline: 100, maxBytes: 4_096 };

/** The value of a reply. Throws a `RadioError` for all that is no result of this request. */
export function strictValue(text: string, id: unknown, isRead: boolean): string {
  const reply = parsed(text);
  if (typeof reply !== 'object' || reply === null || Array.isArray(reply)) throw new RadioError('no reply');
  const { jsonrpc, id: other, result, error }: Record<string, unknown> = { ...reply };
  if (jsonrpc !== undefined && jsonrpc !== '2.0') throw new RadioError('another version');
  if (other !== id) throw new RadioError('another id');
  if (error !== undefined || Object.hasOwn(reply, 'error'))
    throw new RadioError(`error ${JSON.stringify(error).slice(0, 100)}`);
  if (!Array.isArray(result) || result.length !== 1) throw new RadioError('no result');
  const value: unknown = result[0];
  if (typeof value !== 'string' || value.length > 16) throw new RadioError('no value');
  if (isRead && !/^\d+(\.\d+)?$/.test(value)) throw new RadioError('no number');
  return value;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new RadioError('no JSON');
  }
}

function strictCalls(radio: FuzzedRadio): Call {
  let id = 0;
  return async (method, params) => {
    id += 1;
    const { status, text } = await post(radio, requestText(id, method, params), limits);
    if (status !== 200) throw new RadioError(`status ${status}`);
    return strictValue(text, id, params.length === 0);
  };
}

/** Gives up at the first thing that is wrong. */
const strict: ClientDriver = (radio) => session(radio, strictCalls(radio));

/** Tries again, a bounded number of times; a write only once a read has shown that it was not executed. */
const retrying: ClientDriver = async (radio) => {
  const once = strictCalls(radio);
  const read = async (method: string) => {
    for (let left = 3; ; left -= 1) {
      try {
        return await once(method, []);
      } catch (error) {
        if (left === 1) throw error;
      }
    }
  };
  await session(radio, async (method, params) => {
    if (params.length === 0) return read(method);
    try {
      return await once(method, params);
    } catch {
      if ((await read(method)) === target) return '';
      return once(method, params);
    }
  });
};

/** Uses the maintenance port too. */
const bothPorts: ClientDriver = async (radio) => {
  const id = 'reset';
  strictValue(await sendLine(radio, requestText(id, 'factory_reset', []), limits), id, false);
  radio.report('freq', await strictCalls(radio)('freq', []));
};

/** Clients without a mistake. */
export const goodClients = { strict, retrying, bothPorts };
