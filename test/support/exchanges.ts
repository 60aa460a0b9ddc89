import { readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';

const part = z.union([
  z.string(),
  z.strictObject({ hex: z.string().regex(/^[0-9a-f]{2}( ?[0-9a-f]{2})*$/) }),
  z.strictObject({ repeat: z.string().min(1), times: z.int().min(2) }),
]);

const ms = z.number().positive();

const step = z.union([
  z
    .strictObject({
      call: z.string(),
      params: z.array(z.unknown()).optional(),
      refused: z.string().optional(),
      left: z.literal(true).optional(),
    })
    .refine(({ refused, left }) => refused === undefined || left === undefined),
  z.strictObject({ post: z.string() }),
  z.strictObject({ advance: ms }),
]);

const exchangeSchema = z.strictObject({
  name: z.string().min(1),
  shows: z.string().min(1),
  port: z.enum(['http', 'maintenance']),
  given: z
    .strictObject({
      options: z.record(z.string(), z.unknown()).default({}),
      before: z.array(step).default([]),
    })
    .prefault({}),
  send: z.array(part),
  fin: z.literal(true).optional(),
  takes: ms.optional(),
  receive: z.array(part),
});

const fileSchema = z.strictObject({
  about: z.string().min(1),
  exchanges: z.array(exchangeSchema).min(1),
});

/** A piece of a request or reply: text, bytes in hex, or a text many times over. */
export type Part = z.output<typeof part>;

/** What happens before an exchange. */
export type Step = z.output<typeof step>;

/** One request and its reply, as `fixtures/exchanges/README.md` describes them. */
export type Exchange = z.output<typeof exchangeSchema>;

/** The exchanges of one file. */
export interface ExchangeFile {
  /** Path below `fixtures/exchanges`, without its ending: `methods/freq`. */
  readonly name: string;
  readonly exchanges: readonly Exchange[];
}

const folder = new URL('../../fixtures/exchanges/', import.meta.url);

/** Reads every file of exchanges; throws at one that is not well formed. */
export function exchangeFiles(): readonly ExchangeFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .sort()
    .map((path) => {
      const parsed = fileSchema.safeParse(JSON.parse(readFileSync(new URL(path, folder), 'utf8')));
      if (!parsed.success) throw new Error(`fixtures/exchanges/${path}: ${z.prettifyError(parsed.error)}`);
      return { name: path.slice(0, -'.json'.length), exchanges: parsed.data.exchanges };
    });
}

/** The bytes that the parts are together. */
export function bytesOf(parts: readonly Part[]): Buffer {
  return Buffer.concat(
    parts.map((each) => {
      if (typeof each === 'string') return Buffer.from(each);
      if ('hex' in each) return Buffer.from(each.hex.replaceAll(' ', ''), 'hex');
      return Buffer.from(each.repeat.repeat(each.times));
    }),
  );
}

/** What comes after the first HTTP head; on the maintenance port, all. */
export function bodyOf({ port }: Pick<Exchange, 'port'>, parts: readonly Part[]): Buffer {
  const bytes = bytesOf(parts);
  return port === 'http' ? bytes.subarray(bytes.indexOf('\r\n\r\n') + 4) : bytes;
}
