import { randomSource } from '../../src/core/random.js';
import { Certificates } from '../../src/radio/tls/certificates.js';

/** A key and a certificate for `localhost`, signed with that key. */
export function selfSigned(): { readonly key: string; readonly cert: string } {
  const { certificate, key } = new Certificates(randomSource(1), '310061').factory;
  return { key, cert: certificate };
}
