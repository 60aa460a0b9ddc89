import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { isError } from '../core/realm.js';

/** Reads a file as text. Throws with a message for people. */
export function readText(name: string, maxBytes: number): string {
  // Opening a pipe would wait for a writer.
  const stat = trying(() => statSync(name));
  if (!stat.isFile()) throw new Error(stat.isDirectory() ? 'is a folder, not a file' : 'is no plain file');
  const handle = trying(() => openSync(name, 'r'));
  try {
    const { size } = fstatSync(handle);
    if (size > maxBytes) throw new Error(`has ${size} bytes; at most ${maxBytes} are allowed`);
    const text = decoded(readFileSync(handle));
    if (text.trim() === '') throw new Error('is empty');
    return text;
  } finally {
    closeSync(handle);
  }
}

function trying<T>(attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    throw new Error(`can't be read: ${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  const code = isError(error) && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file (ENOENT)';
  if (code === 'EACCES') return 'its permissions forbid it';
  // After the comma come the call and the path, which the message has anyway.
  return (isError(error) ? error.message : String(error)).replace(/, .*/, '');
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Error('is not UTF-8', { cause });
  }
}
