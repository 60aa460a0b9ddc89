import { type KeyObject, X509Certificate, createPrivateKey } from 'node:crypto';
import type * as NodeTls from 'node:tls';

/** A certificate with its private key, both PEM. */
export interface TlsPair {
  readonly certificate: string;
  readonly key: string;
}

/** A pair, or why a text is none. */
type ReadPair = { readonly pair: TlsPair } | { readonly wrong: string };

/** Fewer bits are refused by current TLS clients. */
const minRsaBits = 2_048;

/** The private key that stands behind a certificate. */
const keyBlock = /-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----[^]*-----END \1-----\r?\n?$/;

/**
 * Reads what a write of a certificate brings: the certificate, and its key behind it.
 * @param current the key in force, which a certificate without one must belong to
 */
export function readPair(text: string, current: () => string): ReadPair {
  const written = keyBlock.exec(text);
  const certificate = written === null ? text : text.slice(0, written.index);
  return checkedPair({ certificate, key: written?.[0] ?? current() }, written !== null);
}

/** Checks that a certificate and a key belong together and that TLS takes them. */
export function checkedPair(pair: TlsPair, hasOwnKey = true): ReadPair {
  const certificate = parsed(() => new X509Certificate(pair.certificate));
  if (certificate === undefined) return { wrong: 'it is no X.509 certificate' };
  const key = parsed(() => createPrivateKey(pair.key));
  if (key === undefined) return { wrong: 'its key is no private key, or is encrypted' };
  if (!certificate.checkPrivateKey(key)) {
    const other = hasOwnKey ? 'the key that came with it' : 'the key of the radio, and came without its own';
    return { wrong: `it does not belong to ${other}` };
  }
  if (isShort(key)) return { wrong: `its RSA key is shorter than ${minRsaBits} bits` };
  return canServe(pair) ? { pair } : { wrong: 'TLS does not take it' };
}

function isShort({ asymmetricKeyDetails }: KeyObject): boolean {
  const bits = asymmetricKeyDetails?.modulusLength;
  return bits !== undefined && bits < minRsaBits;
}

function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

/** TLS of Node.js. It is loaded with the first certificate that is written: most processes need no TLS. */
function library(): typeof NodeTls {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/no-unsafe-return -- a write can't wait for an import
  return require('node:tls');
}

/** True if TLS takes a certificate and its key: one that is signed with SHA-1 is refused. */
function canServe({ certificate, key }: TlsPair): boolean {
  try {
    library().createSecureContext({ cert: certificate, key });
    return true;
  } catch {
    return false;
  }
}
