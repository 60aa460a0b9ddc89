import { StringDecoder } from 'node:string_decoder';
import type { KeptExchange } from '../../journal/kept-exchange.js';
import { type ExchangeJson, exchangeJson } from '../routes/exchange-json.js';

/** Longest method, id and outcome in an exchange that is cut, characters. */
const maxName = 128;

/** An exchange of which not all may be there. */
type CutExchangeJson = ExchangeJson & {
  readonly cut?: true;
  /** Sizes as they were sent, without HTTP. */
  readonly requestBytes?: number;
  readonly replyBytes?: number | null;
};

/** Converts an exchange to JSON; request, reply and parameters are cut after so many bytes each. */
export function cutExchangeJson(exchange: KeptExchange, maxBytes: number): CutExchangeJson {
  const { requestBytes, replyBytes } = exchange;
  if (requestBytes <= maxBytes && (replyBytes ?? 0) <= maxBytes) return exchangeJson(exchange);
  const request = whole(exchange.requestStart(maxBytes), requestBytes);
  const start = exchange.replyStart(maxBytes);
  const reply = start && whole(start, replyBytes ?? 0);
  const commands = requestBytes <= maxBytes ? exchange.commands : cutCommands(exchange.commands, maxBytes);
  const parts = exchangeJson(exchange, { request, reply, commands });
  return { ...parts, cut: true, requestBytes, replyBytes: replyBytes ?? null };
}

/** Bytes without the part of a character at their end, if they were cut there. */
function whole(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length === size) return bytes;
  const text = new StringDecoder('utf8').write(Buffer.from(bytes));
  // Beyond the end where bytes are no UTF-8: each of them is three as text.
  return bytes.subarray(0, Buffer.byteLength(text));
}

type Commands = KeptExchange['commands'];

/** Parameters together are cut after so many characters; names keep their beginning. */
function cutCommands(commands: Commands, maxParams: number): Commands {
  let left = maxParams;
  const cutParam = (param: unknown) => {
    if (typeof param !== 'string') return param;
    const start = param.slice(0, left);
    left -= start.length;
    return start;
  };
  return commands.map(({ id, method, params, outcome, ...times }) => ({
    id: typeof id === 'string' ? id.slice(0, maxName) : id,
    method: method.slice(0, maxName),
    params: params.map(cutParam),
    outcome: outcome.slice(0, maxName),
    ...times,
  }));
}
