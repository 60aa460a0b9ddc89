import { type ConnectionOptions, type SecureVersion, connect } from 'node:tls';
import type { SilvusMock } from '../../src/index.js';
import { httpRequest, rpc } from './json-rpc-client.js';
import { type RawClient, clientOn } from './raw-client.js';

/** How a client connects; it trusts nobody where no authority is given, and then checks nothing. */
interface TlsClientOptions {
  /** Certificate that it trusts, PEM. */
  readonly ca?: string;
  /** Name that the certificate must be valid for. */
  readonly name?: string;
  readonly maxVersion?: SecureVersion;
  readonly allowHalfOpen?: boolean;
}

/** A client behind a TLS handshake. Rejects where there is none. */
export function tlsClient(
  port: number,
  { ca, name = 'localhost', maxVersion, allowHalfOpen = false }: TlsClientOptions = {},
): Promise<RawClient> {
  const trust = ca === undefined ? { rejectUnauthorized: false } : { ca, servername: name };
  const versions = maxVersion === undefined ? {} : { maxVersion, minVersion: 'TLSv1' as const };
  // The types of Node.js 20 do not know that it takes `allowHalfOpen`.
  const options: ConnectionOptions & { readonly allowHalfOpen: boolean } = {
    host: '127.0.0.1',
    port,
    allowHalfOpen,
    ...trust,
    ...versions,
  };
  return clientOn(connect(options), 'secureConnect');
}

/** The port of a radio's HTTPS. */
export function httpsPort({ addresses }: Pick<SilvusMock, 'addresses'>): number {
  if (addresses.https === undefined) throw new Error('HTTPS is off');
  return addresses.https.port;
}

/** Calls a method by HTTPS, with a certificate that the client trusts; gives the reply as text. */
export async function callByHttps(
  mock: Pick<SilvusMock, 'addresses'>,
  method: string,
  options: TlsClientOptions = {},
): Promise<string> {
  const client = await tlsClient(httpsPort(mock), options);
  client.socket.write(httpRequest(rpc(method)));
  const { text } = await client.ended;
  client.socket.destroy();
  return text;
}
