/**
 * A radio of a few methods over HTTP, as somebody might write one in an afternoon: settings, JSON-RPC, batches. The
 * programs beside this file start it with one thing done wrong. Each prints the port that it listens on.
 */
import { createServer } from 'node:http';

const facts = { nodeid: '310061', model: 'small', version: '1' };

/** Least and greatest value of each setting, and the value to begin with. */
const ranges = {
  freq: [2_200, 5_000, '4700'],
  bw: [1, 20, '20'],
  power_dBm: [0, 39, '30'],
  mcs: [0, 255, '255'],
  max_link_distance: [0, 1_000_000, '1000'],
};

/** The parts of the radio that a faulty one replaces. */
export class SmallRadio {
  settings = new Map(Object.entries(ranges).map(([name, [, , value]]) => [name, value]));

  /** The reply to a parsed body. */
  replyTo(json) {
    if (Array.isArray(json)) return json.length === 0 ? this.invalid(null) : this.batch(json);
    return this.one(json);
  }

  batch(list) {
    const replies = list.map((each) => this.one(each)).filter((reply) => reply !== undefined);
    return replies.length === 0 ? undefined : replies;
  }

  one(call) {
    if (!isRequest(call)) return this.invalid(idOf(call));
    const reply = this.execute(call.method, paramsOf(call));
    return 'id' in call ? this.withId(reply, call.id) : undefined;
  }

  withId(reply, id) {
    return { jsonrpc: '2.0', ...reply, id };
  }

  invalid(id) {
    return { jsonrpc: '2.0', ...error(-32600, 'Invalid Request'), id };
  }

  execute(method, params) {
    if (Object.hasOwn(facts, method)) return params.length === 0 ? { result: [facts[method]] } : range();
    if (!Object.hasOwn(ranges, method)) return error(-32601, 'Method not found');
    return params.length === 0 ? { result: [this.settings.get(method)] } : this.write(method, params);
  }

  write(method, params) {
    if (!isAllowed(method, params)) return range();
    this.settings.set(method, String(params[0]));
    return { result: [''] };
  }
}

/** True where a write has one whole number within the setting's range. */
function isAllowed(method, params) {
  const [value] = params;
  const [min, max] = ranges[method];
  const isNumber =
    ['string', 'number'].includes(typeof value) && /^-?\d{1,9}(\.\d{1,9})?$/.test(String(value));
  return params.length === 1 && isNumber && Number(value) >= min && Number(value) <= max;
}

/** Serves a radio on the port of the first argument, or any that is free, and prints the port. */
export function serve(radio) {
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const reply = answer(radio, Buffer.concat(chunks));
      response.writeHead(reply === undefined ? 204 : 200, { 'Content-Type': 'application/json' });
      response.end(reply === undefined ? undefined : JSON.stringify(reply));
    });
  });
  server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () =>
    process.stdout.write(`${server.address().port}\n`),
  );
}

function answer(radio, bytes) {
  let json;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { jsonrpc: '2.0', ...error(-32700, 'Parse error'), id: null };
  }
  return radio.replyTo(json);
}

function isRequest(call) {
  if (typeof call !== 'object' || call === null || Array.isArray(call)) return false;
  const { id = null, params = null, param = null } = call;
  const isId = id === null || ['string', 'number'].includes(typeof id);
  const areParams = (value) => ['object', 'string', 'number'].includes(typeof value);
  return (
    call.jsonrpc === '2.0' && typeof call.method === 'string' && isId && areParams(params) && areParams(param)
  );
}

function idOf(call) {
  const id = call?.id ?? null;
  return ['string', 'number'].includes(typeof id) ? id : null;
}

function paramsOf({ params, param }) {
  const given = params ?? param ?? [];
  if (typeof given !== 'object') return [given];
  if (Array.isArray(given)) return given;
  return Object.keys(given).length === 0 ? [] : [given];
}

const error = (code, message) => ({ error: { code, message } });
const range = () => error(-32602, 'INVALID_RANGE');
