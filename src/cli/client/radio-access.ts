import { createReadStream } from 'node:fs';
import { type Readable, addAbortSignal } from 'node:stream';
import { Secret } from '../../config/secret.js';
import { escapeControls } from '../../core/text.js';
import { readText } from '../../documents/text-file.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { targetVariables } from '../target/target-flags.js';
import type { RadioAccess } from './radio-client.js';
import type { RadioAccessFlags } from './radio-flags.js';
import { messageOf } from './response.js';

/** Characters of a password; a longer one is an error. */
const maxPassword = 4_096;

/** Bytes of a file of certificates. */
const maxCertificates = 1_048_576;

/** Reads what the flags say about a login and about certificates. Rejects with a `CliError`. @param stop ends it early */
export async function radioAccess(
  flags: RadioAccessFlags,
  { protocol }: URL,
  stop?: AbortSignal,
): Promise<RadioAccess> {
  const { login: user, passwordFile, cacert, insecure } = flags;
  if (user === undefined && passwordFile !== undefined) throw usage('--password-file: is for --login USER');
  if (user !== undefined && protocol === 'tcp:')
    throw usage('--login: the maintenance port has no login; allowed: http://host:port or https://host:port');
  if (user === '') throw usage('--login: "" is not allowed; allowed: basic, advanced, admin');
  const trust = insecure === true ? 'any' : await caOf(cacert);
  if (user === undefined) return { trust };
  return { trust, login: { user, password: new Secret(await passwordOf(passwordFile, stop)) } };
}

/** The password never appears in a message. */
async function passwordOf(file: string | undefined, stop: AbortSignal | undefined): Promise<string> {
  if (file !== undefined) return fromFile(file, stop);
  const { [targetVariables.password]: variable = '' } = process.env;
  if (variable !== '') return variable;
  const ways = `--password-file FILE (- for standard input), or the variable ${targetVariables.password}`;
  throw usage(`--login: has no password; give it with ${ways}`);
}

async function fromFile(file: string, stop: AbortSignal | undefined): Promise<string> {
  const shown = file === '-' ? 'standard input' : JSON.stringify(escapeControls(file));
  const line = await firstLine(file === '-' ? process.stdin : createReadStream(file), stop).catch(
    (error: unknown) => {
      if (stop?.aborted === true) throw error;
      throw usage(`--password-file: ${shown} can't be read: ${messageOf(error).replace(/, .*/, '')}`);
    },
  );
  if (line === '') throw usage(`--password-file: ${shown} has an empty first line`);
  if (line.length <= maxPassword) return line;
  throw usage(`--password-file: the first line of ${shown} is longer than ${maxPassword} characters`);
}

/** The first line of a stream, without its end; some editors end the last line too. */
async function firstLine(stream: Readable, stop: AbortSignal | undefined): Promise<string> {
  if (stop !== undefined) addAbortSignal(stop, stream);
  let text = '';
  for await (const piece of stream.setEncoding('utf8')) {
    text += String(piece);
    if (text.includes('\n') || text.length > maxPassword) break;
  }
  return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}

async function caOf(file: string | undefined): Promise<RadioAccess['trust']> {
  if (file === undefined) return undefined;
  const shown = `--cacert: ${JSON.stringify(escapeControls(file))}`;
  try {
    const ca = readText(file, maxCertificates);
    if (await isCertificate(ca)) return { ca };
  } catch (error) {
    throw usage(`${shown} ${messageOf(error)}`);
  }
  throw usage(`${shown} has no certificate; allowed: a file in PEM`);
}

async function isCertificate(text: string): Promise<boolean> {
  const { X509Certificate } = await import('node:crypto');
  try {
    return new X509Certificate(text).subject !== '';
  } catch {
    return false;
  }
}

function usage(message: string): CliError {
  return new CliError(exitCodes.usage, message);
}
