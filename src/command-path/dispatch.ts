import { JSONRPCErrorCode, JSONRPCServer, createJSONRPCErrorResponse } from 'json-rpc-2.0';
import { type Clock, instantOf } from '../core/time/clock.js';
import { type MethodHost, executeCustom } from '../custom-methods/execution.js';
import type { CustomMethods } from '../custom-methods/custom-methods.js';
import type { FlashKeeper } from '../flash/flash-keeper.js';
import type { DeferredOrders } from './deferred-orders.js';
import type { Catalogue } from '../radio/catalogue.js';
import type { Command, Effect, Execution, MethodDeclaration } from '../radio/declaration.js';
import { deferredMethod } from '../radio/deferred-order.js';
import { portsServing } from './served-on.js';
import type { Radio } from '../radio/radio.js';
import type { Availability } from './availability.js';
import { type OrderLimits, putOff } from './defer-order.js';
import { type PortName, byPort } from '../ports/registry.js';
import type { ExecutionContext, Executor, JobCommand } from '../worker/job.js';

/** Deadlines of commands from their admission, ms; 0 for none (interface.md E.2, a design figure). */
export interface CommandDeadlines {
  readonly rfWrite: number;
  readonly power: number;
  readonly read: number;
}

/** What can change under a dispatcher. */
export interface DispatchSettings {
  readonly deadlines: CommandDeadlines;
  /** Whether HTTP serves `zeroize`, `radio_reset` and `factory_reset` too (interface.md C, F.18). */
  readonly maintenanceOverHttp: boolean;
}

/** What deferred orders are put off with. */
export interface Deferring {
  readonly orders: DeferredOrders;
  /** Bounds of an order as they are now. */
  limits(): OrderLimits;
}

/** What a dispatcher drives. */
export interface DispatchOptions extends DispatchSettings {
  readonly clock: Clock;
  readonly catalogue: Catalogue;
  readonly availability: Availability;
  /** What puts calls off. */
  readonly deferred: Deferring;
  /** The methods of the user's own. */
  readonly own: CustomMethods;
  /** Where those draw from. */
  readonly random: MethodHost['random'];
  /** The radio as it is now: another one after a reset. */
  radio(): Radio;
  /** Keeps what commands do to its flash. */
  readonly flash: FlashKeeper;
}

/** What the library hands through to a method, and what the method leaves there. */
interface Slot {
  readonly execute: () => Execution | Promise<Execution>;
  execution?: Execution | Promise<Execution>;
}

type Servers = Readonly<Record<PortName, JSONRPCServer<Slot>>>;

/** Servers know methods by name alone, so that all radios of a catalogue share them. */
const known = new WeakMap<Catalogue, Map<boolean, Servers>>();

function serversOf(catalogue: Catalogue, maintenanceOverHttp: boolean): Servers {
  const ofCatalogue = known.get(catalogue) ?? new Map<boolean, Servers>();
  known.set(catalogue, ofCatalogue);
  const servers =
    ofCatalogue.get(maintenanceOverHttp) ??
    byPort(({ name }) => serverFor(catalogue, name, maintenanceOverHttp));
  ofCatalogue.set(maintenanceOverHttp, servers);
  return servers;
}

function serverFor(catalogue: Catalogue, port: PortName, maintenanceOverHttp: boolean): JSONRPCServer<Slot> {
  const server = new JSONRPCServer<Slot>({ errorListener: () => undefined });
  server.mapErrorToJSONRPCErrorResponse = (id, fault: unknown) =>
    createJSONRPCErrorResponse(id, JSONRPCErrorCode.InternalError, 'INTERNAL', fault);
  for (const { declaration } of catalogue.entries()) {
    if (!portsServing(declaration, maintenanceOverHttp).includes(port)) continue;
    server.addMethod(declaration.name, (_params: unknown, slot) => {
      slot.execution = slot.execute();
      return null;
    });
  }
  return server;
}

const notFound: Execution = {
  outcome: {
    kind: 'error',
    error: { token: 'Method not found', detail: { reason: 'no such method on this port' } },
  },
  effects: [],
};

/** Finds the method of each command with json-rpc-2.0, one server for each port, and has the radio carry it out. */
export class Dispatch implements Executor {
  readonly #options: DispatchOptions;
  /** The radio's methods, and those of the user's own. */
  readonly #catalogue: Catalogue;
  #deadlines: CommandDeadlines;
  #servers: Servers;

  constructor(options: DispatchOptions) {
    this.#options = options;
    this.#deadlines = options.deadlines;
    this.#catalogue = options.own.catalogue;
    this.#servers = serversOf(this.#catalogue, options.maintenanceOverHttp);
  }

  /** Has other deadlines hold for what is admitted, and other methods be served to whose turn comes. */
  configure({ deadlines, maintenanceOverHttp }: DispatchSettings): void {
    this.#deadlines = deadlines;
    this.#servers = serversOf(this.#catalogue, maintenanceOverHttp);
  }

  refusal() {
    return this.#options.availability.refusal();
  }

  deadline({ method, params }: Command): number {
    const deadlines = this.#deadlines;
    const entry = this.#catalogue.entry(method);
    const isRead = entry?.declaration.access === 'read-write' && entry.reads(params.length);
    if (entry === undefined || isRead) return deadlines.read;
    return deadlineOf(entry.declaration, deadlines);
  }

  async execute(command: JobCommand, context: ExecutionContext): Promise<Execution> {
    const options = this.#options;
    const own = options.own.get(command.method);
    const slot: Slot = {
      execute: () =>
        own === undefined
          ? this.#executeBuiltIn(command, context)
          : executeCustom(own, command, context, options),
    };
    const request = { jsonrpc: '2.0', id: 0, method: command.method, params: [] } as const;
    const response = await this.#servers[context.origin.port].receive(request, slot);
    if (slot.execution !== undefined) return slot.execution;
    if (response?.error?.code === JSONRPCErrorCode.MethodNotFound) return notFound;
    throw new Error(`${command.method} failed`, { cause: response?.error?.data });
  }

  #executeBuiltIn(command: JobCommand, { origin }: ExecutionContext): Execution | Promise<Execution> {
    const { clock, flash, deferred } = this.#options;
    const radio = this.#options.radio();
    return flash.execute(radio, () => {
      const execution = radio.execute(command, instantOf(clock));
      const isOrder = command.method === deferredMethod && execution.outcome.kind === 'result';
      return isOrder ? (putOff(command, origin, deferred) ?? execution) : execution;
    });
  }

  begin(effects: readonly Effect[]): void {
    if (effects.includes('zeroize')) this.#options.deferred.orders.drop('zeroize');
    this.#options.radio().begin(effects, instantOf(this.#options.clock));
    void this.#options.availability.refresh();
  }
}

function deadlineOf(declaration: MethodDeclaration, deadlines: CommandDeadlines): number {
  switch (declaration.deadline) {
    case 'rf-write':
      return deadlines.rfWrite;
    case 'power':
      return deadlines.power;
    case 'read':
      return deadlines.read;
  }
}
