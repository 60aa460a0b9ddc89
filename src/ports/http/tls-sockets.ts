import { constants } from 'node:crypto';
import type { Socket } from 'node:net';
import type * as NodeTls from 'node:tls';

/** A certificate with its private key, both PEM. */
export interface TlsPair {
  readonly certificate: string;
  readonly key: string;
}

/** Puts TLS over connections, each with the certificate that is in force when it is accepted. */
export class TlsSockets {
  readonly #pair: () => TlsPair;
  #tls: typeof NodeTls | undefined;
  #made: { readonly pair: TlsPair; readonly context: NodeTls.SecureContext } | undefined;

  constructor(pair: () => TlsPair) {
    this.#pair = pair;
  }

  /** Loads TLS and makes ready what connections need, so that the first one does not wait for it. */
  async load(): Promise<void> {
    // Loaded with the first HTTPS port: most processes have none.
    this.#tls = await import('node:tls');
    this.#context(this.#tls);
  }

  /** Puts the server's side of TLS over a raw socket. To be called once TLS is loaded. */
  wrap(raw: Socket): Socket {
    const tls = this.#tls;
    if (tls === undefined) throw new Error('TLS is not loaded');
    return new tls.TLSSocket(raw, { isServer: true, secureContext: this.#context(tls) });
  }

  #context(tls: typeof NodeTls): NodeTls.SecureContext {
    const pair = this.#pair();
    const { certificate: cert, key } = pair;
    const made = this.#made;
    if (made?.pair.certificate === cert && made.pair.key === key) return made.context;
    const context = tls.createSecureContext({
      cert,
      key,
      minVersion: 'TLSv1.2',
      // A client that asks for handshake after handshake costs much and needs none.
      secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
    });
    this.#made = { pair, context };
    return context;
  }
}
