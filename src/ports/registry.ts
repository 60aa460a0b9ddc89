import { HttpPort } from './http/http-port.js';
import { MaintenancePort } from './maintenance/maintenance-port.js';
import type { Port, PortContext, PortsContext } from './port.js';

/**
 * One row of the registry. Settings: the part of the configuration that the port reads, declared by the port; the
 * configuration satisfies all of them.
 */
interface PortDeclaration<Name extends string, Api extends string | undefined, Settings> {
  readonly name: Name;
  /** Consequence for a port that stopped listening by itself and can't be opened again. */
  readonly policy: 'restart-or-close';
  /** The radio's methods that it serves: all of them, those for maintenance only, or none. */
  readonly serves: 'all' | 'maintenance' | 'none';
  /** Path of its HTTP API, which its address is shown with; undefined for a port that serves no HTTP. */
  readonly api: Api;
  readonly make: (settings: Settings, context: PortsContext<Name>) => Port<Settings>;
}

/** Every port of a radio, in the order in which they are opened. All names of ports derive from this list. */
export const portRegistry = [
  row({
    name: 'http',
    policy: 'restart-or-close',
    serves: 'all',
    api: '/streamscape_api',
    make: (settings: ConstructorParameters<typeof HttpPort>[0], context) => new HttpPort(settings, context),
  }),
  row({
    name: 'maintenance',
    policy: 'restart-or-close',
    serves: 'maintenance',
    api: undefined,
    make: (settings: ConstructorParameters<typeof MaintenancePort>[0], context) =>
      new MaintenancePort(settings, context),
  }),
] as const;

/** A row of the registry. */
export type PortRow = (typeof portRegistry)[number];

/** Name of a port. */
export type PortName = PortRow['name'];

/** @deprecated The older name of {@link PortName}. */
export type ServedOn = PortName;

/** The settings of all ports together. */
export type PortsSettings = PortRow['make'] extends (settings: infer S, context: never) => unknown
  ? S
  : never;

/** The names of all ports. */
export const portNames: readonly PortName[] = portRegistry.map(({ name }) => name);

/** A record with a value for each port, made from its row. */
export function byPort<T>(valueOf: (row: PortRow) => T): Readonly<Record<PortName, T>>;
export function byPort(valueOf: (row: PortRow) => unknown): object {
  return Object.fromEntries(portRegistry.map((each) => [each.name, valueOf(each)]));
}

/** Gives a port the name of its row, so that nothing else has to carry it. */
function row<const Name extends string, const Api extends string | undefined, Settings>({
  make,
  ...declaration
}: Omit<PortDeclaration<Name, Api, Settings>, 'make'> & {
  readonly make: (settings: Settings, context: PortContext<Name>) => Port<Settings>;
}): PortDeclaration<Name, Api, Settings> {
  const { name } = declaration;
  return {
    ...declaration,
    make: (settings, { sink, pages, delays, socketClock, fateOf, listener }) =>
      make(settings, {
        name,
        sink,
        pages,
        delays,
        socketClock,
        fateOf: (peer) => fateOf({ port: name, peer }),
        listener: {
          onRefused: (reason, peer) => listener.onRefused(name, reason, peer),
          onEnded: (reason, peer) => listener.onEnded(name, reason, peer),
          onLost: (error) => listener.onLost(name, error),
          onDiscarded: (bytes) => listener.onDiscarded(name, bytes),
        },
      }),
  };
}
