import { SilvusMockError } from '../core/errors.js';
import { excerpt } from '../core/text.js';
import { checked } from '../documents/check.js';
import { type WatchChange, watchSchema } from './watch.js';

/** A request of a client. */
export type GpsdRequest =
  | { readonly kind: 'version' | 'devices' | 'device' | 'poll' }
  /** Without a change it only asks. */
  | { readonly kind: 'watch'; readonly change: WatchChange | undefined }
  | { readonly kind: 'error'; readonly message: string };

const readRequests = { VERSION: 'version', DEVICES: 'devices', DEVICE: 'device', POLL: 'poll' } as const;

const names = [...Object.keys(readRequests), 'WATCH'].map((name) => `?${name}`).join(', ');

/** Reads one request, without its end: `?WATCH={"enable":true,"json":true}`. */
export function parseRequest(text: string): GpsdRequest {
  const [, name = '', value] = /^\?([A-Za-z]*)\s*(?:=([\s\S]*))?$/.exec(text.trim()) ?? [];
  if (name === 'WATCH') return value === undefined ? { kind: 'watch', change: undefined } : watchOf(value);
  const known = Object.entries(readRequests).find(([each]) => each === name);
  if (known === undefined) return errorOf(`unrecognized request ${excerpt(text.trim())}; allowed: ${names}`);
  const [, kind] = known;
  if (value !== undefined)
    return errorOf(`${name}: ${excerpt(value)}: can't be set; allowed: ?${name} without a value`);
  return { kind };
}

function watchOf(value: string): GpsdRequest {
  let input: unknown;
  try {
    input = JSON.parse(value);
  } catch {
    return errorOf(`WATCH: ${excerpt(value)}: is no JSON; allowed: an object`);
  }
  try {
    return { kind: 'watch', change: checked('WATCH', watchSchema, input) };
  } catch (error) {
    if (error instanceof SilvusMockError) return errorOf(error.message);
    throw error;
  }
}

function errorOf(message: string): GpsdRequest {
  return { kind: 'error', message };
}
