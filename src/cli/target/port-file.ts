import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { escapeControls } from '../../core/text.js';
import { CliError, exitCodes } from '../exit-codes.js';

/** A longer file was not written by `start`. */
export const maxBytes = 4_194_304;

const listener = z.object({ host: z.string(), port: z.int() });

/** The line with the addresses that `start` prints. Further ports and members are ignored. */
const portFileSchema = z.object({
  event: z.literal('listening'),
  http: listener.extend({ url: z.url() }),
  control: listener.extend({ url: z.url() }).optional(),
  pid: z.int().positive(),
});

/** Addresses of a running simulator, and the process that it is. */
export type PortFile = z.output<typeof portFileSchema>;

/** Reads the file that `start --port-file` has written. Throws a `CliError`. */
export function readPortFile(file: string): PortFile {
  const shown = `--from: "${escapeControls(file)}"`;
  const parsed = portFileSchema.safeParse(documentIn(file, shown));
  if (parsed.success) return parsed.data;
  const allowed = 'allowed: a file that "silvus-mock start --port-file FILE" has written';
  throw new CliError(exitCodes.usage, `${shown} is not a port file; ${allowed}`);
}

/** The content of a port file; undefined for any other text. */
export function parsePortFile(text: string): PortFile | undefined {
  if (text.length > maxBytes) return undefined;
  const parsed = portFileSchema.safeParse(json(text));
  return parsed.success ? parsed.data : undefined;
}

/** True for what a start of any version has written, and for an empty file, as `mktemp` makes it. */
export function mayBePortFile(text: string): boolean {
  if (text.trim() === '') return true;
  const document = json(text);
  const isObject = typeof document === 'object' && document !== null;
  return isObject && 'event' in document && document.event === 'listening';
}

function documentIn(file: string, shown: string): unknown {
  let text: string;
  try {
    const stat = statSync(file);
    // Opening a pipe would wait for a writer.
    if (!stat.isFile() || stat.size > maxBytes) return undefined;
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const reason = isAbsent
      ? 'there is no such file; it is there while its simulator runs, unless another start has the same file'
      : `can't be read: ${error instanceof Error ? error.message : String(error)}`;
    throw new CliError(exitCodes.unexpected, `${shown}: ${reason}`);
  }
  return json(text);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
