import type * as NodeTls from 'node:tls';
import type { TlsPair } from './tls-pair.js';

/** TLS of Node.js. It is loaded with the first certificate that is written: most processes need no TLS. */
function library(): typeof NodeTls {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/no-unsafe-return -- a write can't wait for an import
  return require('node:tls');
}

/** True if TLS takes a certificate and its key: one that is signed with SHA-1 is refused. */
export function canServe({ certificate, key }: TlsPair): boolean {
  try {
    library().createSecureContext({ cert: certificate, key });
    return true;
  } catch {
    return false;
  }
}
