import { GpsdPort } from './gpsd/gpsd-port.js';
import { HttpPort } from './http/http-port.js';
import { HttpsPort } from './http/https-port.js';
import { MaintenancePort } from './maintenance/maintenance-port.js';
import type { Port, PortContext, PortsContext } from './port.js';

/**
 * One row of the registry. Settings: the part of the configuration that the port reads, declared by the port; the
 * configuration satisfies all of them.
 */
interface PortDeclaration<
  Name extends string,
  Api extends string | undefined,
  Optional extends boolean,
  Settings,
> {
  readonly name: Name;
  /** True for a port that is off unless its settings switch it on. */
  readonly isOptional: Optional;
  /** Consequence for a port that stopped listening by itself and can't be opened again. */
  readonly policy: 'restart-or-close';
  /** The radio's methods that it serves: all of them, those for maintenance only, or none. */
  readonly serves: 'all' | 'maintenance' | 'none';
  /** Path of its HTTP API, which its address is shown with; undefined for a port that serves no HTTP. */
  readonly api: Api;
  /** Undefined where the settings leave the port off. */
  readonly make: (settings: Settings, context: PortsContext<Name>) => Port<Settings> | undefined;
}

/** Every port of a radio, in the order in which they are opened. All names of ports derive from this list. */
export const portRegistry = [
  row({
    name: 'http',
    isOptional: false,
    policy: 'restart-or-close',
    serves: 'all',
    api: '/streamscape_api',
    make: (settings: ConstructorParameters<typeof HttpPort>[0], context) => new HttpPort(settings, context),
  }),
  row({
    name: 'maintenance',
    isOptional: false,
    policy: 'restart-or-close',
    serves: 'maintenance',
    api: undefined,
    make: (settings: ConstructorParameters<typeof MaintenancePort>[0], context) =>
      new MaintenancePort(settings, context),
  }),
  row({
    name: 'https',
    isOptional: true,
    policy: 'restart-or-close',
    serves: 'all',
    api: '/streamscape_api',
    make: (settings: ConstructorParameters<typeof HttpsPort>[0], context) =>
      settings.https.port === undefined ? undefined : new HttpsPort(settings, settings.https.port, context),
  }),
  row({
    name: 'gpsd',
    isOptional: true,
    policy: 'restart-or-close',
    serves: 'none',
    api: undefined,
    make: (settings: ConstructorParameters<typeof GpsdPort>[0], context) =>
      settings.gpsd.port === undefined ? undefined : new GpsdPort(settings, context),
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

/** A value for each port that is on: for those that are optional there may be none. */
export type OfPorts<T> = {
  readonly [Row in PortRow as Row['isOptional'] extends true ? never : Row['name']]: T;
} & { readonly [Row in PortRow as Row['isOptional'] extends true ? Row['name'] : never]?: T };

/** The names of all ports. */
export const portNames: readonly PortName[] = portRegistry.map(({ name }) => name);

/** The names of the ports that serve methods of the radio. */
export const apiPortNames: readonly PortName[] = portRegistry
  .filter(({ serves }) => serves !== 'none')
  .map(({ name }) => name);

/** A record with a value for each port, made from its row. */
export function byPort<T>(valueOf: (row: PortRow) => T): Readonly<Record<PortName, T>>;
export function byPort(valueOf: (row: PortRow) => unknown): object {
  return Object.fromEntries(portRegistry.map((each) => [each.name, valueOf(each)]));
}

/** The values of the ports that are on; undefined for those that are off. */
export function ofPorts<T>(valueOf: (name: PortName) => T | undefined): OfPorts<T>;
export function ofPorts(valueOf: (name: PortName) => unknown): object {
  const values = portNames.map((name): [string, unknown] => [name, valueOf(name)]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Gives a port the name of its row, so that nothing else has to carry it. */
function row<
  const Name extends string,
  const Api extends string | undefined,
  const Optional extends boolean,
  Settings,
>({
  make,
  ...declaration
}: Omit<PortDeclaration<Name, Api, Optional, Settings>, 'make'> & {
  readonly make: (settings: Settings, context: PortContext<Name>) => Port<Settings> | undefined;
}): PortDeclaration<Name, Api, Optional, Settings> {
  const { name } = declaration;
  return {
    ...declaration,
    make: (settings, { sink, pages, sessions, gps, delays, tlsPair, socketClock, fateOf, listener }) =>
      make(settings, {
        name,
        sink,
        pages,
        gps,
        sessions,
        tlsPair,
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
