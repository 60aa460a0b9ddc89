import { onTestFinished } from 'vitest';
import { systemClock } from '../../src/core/time/clock.js';
import { Delays } from '../../src/core/time/delays.js';
import { type ConfigInput, parseConfig } from '../../src/config/schema.js';
import type { Delivery } from '../../src/ports/delivery.js';
import type { EndReason } from '../../src/ports/end-reason.js';
import { HttpPort, type HttpPortOptions } from '../../src/ports/http/http-port.js';
import { MaintenancePort } from '../../src/ports/maintenance/maintenance-port.js';
import type { Origin } from '../../src/ports/origin.js';
import type { PortContext } from '../../src/ports/port.js';
import type { PortName } from '../../src/ports/registry.js';
import { selfSigned } from './self-signed.js';

const plain: Delivery = { text: '"done"', delayMs: 0, copies: 1, ending: 'keep' };

/** What reached a sink, and how connections ended. */
interface Seen {
  readonly origins: Origin[];
  readonly ends: EndReason[];
}

/** What a sink delivers for a request. */
type Replier = (text: string) => Partial<Delivery>;

function contextOf<Name extends PortName>(
  name: Name,
  { origins, ends }: Seen,
  replier: Replier,
): PortContext<Name> {
  const socketClock = systemClock();
  return {
    name,
    sink: {
      handle: (bytes, origin) => {
        origins.push(origin);
        const delivery = { ...plain, ...replier(Buffer.from(bytes).toString()) };
        return Promise.resolve({ kind: 'delivery', delivery, outage: false });
      },
      tooLong: () => '"too long"',
    },
    pages: {
      handle: (page, bytes, origin) => {
        origins.push(origin);
        const delivery = { ...plain, ...replier(`${page}: ${Buffer.from(bytes).toString()}`) };
        return { kind: 'delivery', delivery, outage: false };
      },
    },
    gps: { clock: socketClock, fix: () => undefined },
    tlsPair: () => {
      const { key, cert } = selfSigned();
      return { key, certificate: cert };
    },
    delays: new Delays(socketClock),
    socketClock,
    fateOf: () => undefined,
    listener: {
      onRefused: () => undefined,
      onEnded: (reason) => ends.push(reason),
      onLost: () => undefined,
      onDiscarded: () => undefined,
    },
  };
}

function settingsOf(input: ConfigInput) {
  const parsed = parseConfig(input);
  if (!('config' in parsed)) throw new Error('wrong settings');
  return parsed.config;
}

/** An HTTP port on a free TCP port, in front of a sink that keeps the origins of requests. */
export async function httpPortWithSink(
  options: HttpPortOptions & { readonly http?: ConfigInput['http']; readonly replier?: Replier } = {},
) {
  const { http, replier = () => ({}), ...rest } = options;
  const seen: Seen = { origins: [], ends: [] };
  const settings = settingsOf({ http: { port: 0, ...http } });
  const port = new HttpPort(settings, contextOf('http', seen, replier), rest);
  const { port: number } = await port.open();
  onTestFinished(async () => {
    port.destroyConnections();
    await port.stop();
  });
  return { port, number, ...seen };
}

/** A maintenance port on a free TCP port, in front of a sink that keeps the origins of requests. */
export async function maintenancePortWithSink(maintenance: ConfigInput['maintenance'] = {}) {
  const seen: Seen = { origins: [], ends: [] };
  const settings = settingsOf({ maintenance: { port: 0, ...maintenance } });
  const port = new MaintenancePort(
    settings,
    contextOf('maintenance', seen, () => ({})),
  );
  const { port: number } = await port.open();
  onTestFinished(async () => {
    port.destroyConnections();
    await port.stop();
  });
  return { port, number, ...seen };
}
