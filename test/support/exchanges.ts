import { readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import { methodDeclarations } from '../../src/index.js';

const plainPart = z.union([
  z.string(),
  z.strictObject({ hex: z.string().regex(/^[0-9a-f]{2}( ?[0-9a-f]{2})*$/) }),
  z.strictObject({ repeat: z.string().min(1), times: z.int().min(2) }),
]);

/** Pieces that follow from the files of all methods, so that a new method changes no other file. */
const gathered = z.union([
  z.strictObject({ names: z.literal('saved') }),
  z.strictObject({ settings: z.record(z.string(), z.array(z.string())) }),
  z.strictObject({ length: z.literal('rest') }),
]);

const part = z.union([plainPart, gathered]);

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
  section: z.string().min(1).optional(),
  factory: z.array(z.string()).optional(),
  printed: z.array(z.string()).optional(),
  saved: z.literal(true).optional(),
  savedAs: z.string().min(1).optional(),
  exchanges: z.array(exchangeSchema).min(1),
});

/** A piece of a request or reply: text, bytes in hex, or a text many times over. */
export type Part = z.output<typeof plainPart>;

type WrittenPart = z.output<typeof part>;
type WrittenFile = z.output<typeof fileSchema>;

/** What happens before an exchange. */
export type Step = z.output<typeof step>;

/** One request and its reply, as `fixtures/exchanges/README.md` describes them. */
export type Exchange = Omit<z.output<typeof exchangeSchema>, 'send' | 'receive'> & {
  readonly send: readonly Part[];
  readonly receive: readonly Part[];
};

/** The exchanges of one file. */
export interface ExchangeFile {
  /** Path below `fixtures/exchanges`, without its ending: `methods/freq`. */
  readonly name: string;
  /** Section of interface.md, in a method's file. */
  readonly section: string | undefined;
  readonly exchanges: readonly Exchange[];
}

const folder = new URL('../../fixtures/exchanges/', import.meta.url);

/** Reads every file of exchanges; throws at one that is not well formed. */
export function exchangeFiles(): readonly ExchangeFile[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json'))
    .sort()
    .map((path) => ({ name: path.slice(0, -'.json'.length), written: read(path) }));
  // In the order of the catalogue; all else comes from the files.
  const methods = methodDeclarations.flatMap(({ name }) => {
    const file = files.find((each) => each.name === `methods/${name}`);
    return file === undefined ? [] : [{ name, written: file.written }];
  });
  return files.map(({ name, written: { section, exchanges } }) => ({
    name,
    section,
    exchanges: exchanges.map(({ send, receive, ...exchange }) => ({
      ...exchange,
      send: resolved(send, methods),
      receive: resolved(receive, methods),
    })),
  }));
}

function read(path: string): WrittenFile {
  const parsed = fileSchema.safeParse(JSON.parse(readFileSync(new URL(path, folder), 'utf8')));
  if (!parsed.success) throw new Error(`fixtures/exchanges/${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

interface MethodFile {
  readonly name: string;
  readonly written: WrittenFile;
}

/** Replaces gathered pieces by their text, from the last to the first: a length counts what follows it. */
function resolved(parts: readonly WrittenPart[], methods: readonly MethodFile[]): readonly Part[] {
  return parts.reduceRight<readonly Part[]>((rest, each) => [textOf(each, rest, methods), ...rest], []);
}

function textOf(part: WrittenPart, rest: readonly Part[], methods: readonly MethodFile[]): Part {
  if (typeof part === 'string') return part;
  if ('names' in part) return savedNames(methods).join(', ');
  if ('settings' in part) return settingsText(part.settings, methods);
  if ('length' in part) return String(bodyOf({ port: 'http' }, rest).length);
  return part;
}

/** The names that `setenvlinsingle` takes: those of today, then those of older firmware. */
function savedNames(methods: readonly MethodFile[]): readonly string[] {
  return [
    ...methods.flatMap(({ name, written: { saved } }) => (saved === true ? [name] : [])),
    ...methods.flatMap(({ written: { savedAs } }) => savedAs ?? []),
  ];
}

/** Every setting that can be saved, by name with its value, as `print_all_settings` gives them; `changed` are not at their factory value. */
function settingsText(
  changed: Readonly<Record<string, readonly string[]>>,
  methods: readonly MethodFile[],
): string {
  return methods
    .flatMap(({ name, written: { factory, printed = factory, saved } }) =>
      printed === undefined || saved !== true
        ? []
        : [JSON.stringify(name), listText(changed[name] ?? printed)],
    )
    .join(', ');
}

const listText = (values: readonly string[]) => `[${values.map((each) => JSON.stringify(each)).join(', ')}]`;

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
