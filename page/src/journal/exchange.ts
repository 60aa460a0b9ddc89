import * as z from 'zod/mini';

/** Schema of an exchange of the journal, as the control plane sends it. */
export const exchangeSchema = z.object({
  node: z.string(),
  n: z.number(),
  at: z.number(),
  port: z.string(),
  page: z.optional(z.string()),
  peer: z.string(),
  request: z.string(),
  requestBase64: z.optional(z.string()),
  reply: z.nullable(z.string()),
  replyBase64: z.optional(z.string()),
  ending: z.string(),
  commands: z.array(
    z.object({
      id: z.optional(z.union([z.string(), z.number(), z.null()])),
      method: z.string(),
      params: z.array(z.unknown()),
      outcome: z.string(),
      waitMs: z.number(),
      runMs: z.number(),
    }),
  ),
  faults: z.array(z.string()),
  chaos: z.optional(z.object({ case: z.string(), bend: z.string() })),
  /** Request or reply are cut, and the numbers of their bytes are in the next two members. */
  cut: z.optional(z.boolean()),
  requestBytes: z.optional(z.number()),
  replyBytes: z.optional(z.nullable(z.number())),
});

/** One request with its reply and outcome. */
export type Exchange = z.output<typeof exchangeSchema>;

/** One call of an exchange. */
export type ExchangeCommand = Exchange['commands'][number];

/** A request or a reply, as far as it is known here. */
export interface Message {
  /** As text; bytes that are no UTF-8 are U+FFFD in it. */
  readonly text: string;
  readonly bytes: Uint8Array;
  /** Number of its bytes in all, also of those that were cut. */
  readonly size: number;
}

/** The request of an exchange. */
export function requestOf({ request, requestBase64, requestBytes }: Exchange): Message {
  return messageOf(request, requestBase64, requestBytes);
}

/** The reply of an exchange; undefined if there is none. */
export function replyOf({ reply, replyBase64, replyBytes }: Exchange): Message | undefined {
  return reply === null ? undefined : messageOf(reply, replyBase64, replyBytes ?? undefined);
}

function messageOf(text: string, base64: string | undefined, size: number | undefined): Message {
  const bytes =
    base64 === undefined
      ? new TextEncoder().encode(text)
      : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return { text, bytes, size: size ?? bytes.length };
}

/** Longest request, reply and parameter that a row keeps, bytes. */
export const maxKeptBytes = 2_000;

/** An exchange without what is too long to be kept for each row. */
export function shortened(exchange: Exchange): Exchange {
  const request = requestOf(exchange);
  const reply = replyOf(exchange);
  if (request.bytes.length <= maxKeptBytes && (reply?.bytes.length ?? 0) <= maxKeptBytes) return exchange;
  return {
    ...exchange,
    request: startOf(request),
    requestBase64: base64Of(request),
    reply: reply === undefined ? null : startOf(reply),
    replyBase64: reply === undefined ? undefined : base64Of(reply),
    commands: exchange.commands.map((command) => ({ ...command, params: cutParams(command.params) })),
    cut: true,
    requestBytes: request.size,
    replyBytes: reply?.size ?? null,
  };
}

function startOf({ bytes }: Message): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, maxKeptBytes));
}

function base64Of({ bytes }: Message): string {
  return btoa(String.fromCharCode(...bytes.subarray(0, maxKeptBytes)));
}

function cutParams(params: readonly unknown[]): unknown[] {
  return params.map((param) => (typeof param === 'string' ? param.slice(0, maxKeptBytes) : param));
}
