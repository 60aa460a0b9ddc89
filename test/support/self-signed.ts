import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { commonName, der, identifier, integer, moment, sequence } from '../../src/radio/der.js';

/** A key and a certificate for `localhost`, signed with that key. */
export function selfSigned(): { readonly key: string; readonly cert: string } {
  const keys = generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const ed25519 = sequence(identifier('2b6570'));
  const name = commonName('localhost');
  const about = sequence(
    der(0xa0, integer(Buffer.of(2))),
    integer(Buffer.of(1)),
    ed25519,
    name,
    sequence(moment(Date.UTC(2020, 0)), moment(Date.UTC(2049, 0))),
    name,
    keys.publicKey,
  );
  const signature = der(0x03, Buffer.of(0), sign(undefined, about, createPrivateKey(keys.privateKey)));
  const base64 = sequence(about, ed25519, signature).toString('base64');
  const cert = `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
  return { key: keys.privateKey, cert };
}
