import { z } from 'zod';
import type { FlashSettings } from '../radio/settings.js';

/** Version of the file format. Raised by a change that an older program would misread. */
export const flashFormat = 1;

/** Maximum size of a file: it is read as a whole. A longer one is not written, and was not written by this program. */
export const maxFlashBytes = 1_048_576;

const headSchema = z.looseObject({ format: z.int().min(1) });

const fileSchema = z.strictObject({
  format: z.literal(flashFormat),
  /** Name of the radio model, for people. */
  model: z.string(),
  nodeid: z.string(),
  settings: z.record(z.string(), z.array(z.string())),
});

/** Content of a flash file. */
export interface StoredFlash {
  readonly model: string;
  readonly nodeid: string;
  readonly settings: FlashSettings;
}

/** A flash file that was read: its content, its newer format version, or the reason why it is damaged. */
type ReadFlash =
  | { readonly kind: 'whole'; readonly stored: StoredFlash }
  | { readonly kind: 'newer'; readonly format: number }
  | { readonly kind: 'damaged'; readonly why: string };

/** The text of a flash file. */
export function flashText({ model, nodeid, settings }: StoredFlash): string {
  const file = { format: flashFormat, model, nodeid, settings: Object.fromEntries(settings) };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** Parses the text of a flash file; never throws. */
export function readFlash(text: string): ReadFlash {
  const json = parsed(text);
  if (json === undefined) return { kind: 'damaged', why: 'it is no whole JSON' };
  const head = headSchema.safeParse(json);
  if (!head.success) return { kind: 'damaged', why: 'it has no format version' };
  if (head.data.format > flashFormat) return { kind: 'newer', format: head.data.format };
  const file = fileSchema.safeParse(json);
  if (!file.success) return { kind: 'damaged', why: whyOf(file.error) };
  const { model, nodeid, settings } = file.data;
  return { kind: 'whole', stored: { model, nodeid, settings: new Map(Object.entries(settings)) } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function whyOf({ issues: [issue] }: z.ZodError): string {
  const place = issue === undefined || issue.path.length === 0 ? '' : ` at "${String(issue.path[0])}"`;
  return `it has not the form of flash${place}`;
}
