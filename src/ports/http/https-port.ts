import type { Address } from '../../net/listen.js';
import type { PortContext } from '../port.js';
import { HttpPort } from './http-port.js';
import type { HttpsLimits, HttpsSettings } from './http-settings.js';
import { TlsSockets } from './tls-sockets.js';

/** The radio's HTTPS port: the HTTP port behind TLS (interface.md A.1). */
export class HttpsPort extends HttpPort<'https', HttpsSettings> {
  readonly #tls: TlsSockets;
  #limits: HttpsLimits;

  constructor(settings: HttpsSettings, port: number, context: PortContext<'https'>) {
    const tls = new TlsSockets(context.tlsPair);
    super(settings, context, {
      port,
      tls: { wrap: (raw) => tls.wrap(raw), handshakeTimeout: () => this.#limits.handshakeTimeout },
    });
    this.#tls = tls;
    this.#limits = settings.https;
  }

  override configure(settings: HttpsSettings): void {
    this.#limits = settings.https;
    super.configure(settings);
  }

  override async open(): Promise<Address> {
    await this.#tls.load();
    return super.open();
  }
}
