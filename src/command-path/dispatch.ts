import { JSONRPCServer, createJSONRPCSuccessResponse } from 'json-rpc-2.0';
import { type Clock, instantOf } from '../core/time/clock.js';
import { type MethodHost, executeCustom } from '../custom-methods/execution.js';
import type { CustomMethods } from '../custom-methods/custom-methods.js';
import type { FlashKeeper } from '../flash/flash-keeper.js';
import type { Login } from '../login/login.js';
import type { DeferredOrders } from './deferred-orders.js';
import type { Catalogue } from '../radio/catalogue.js';
import type { Command, Effect, Execution, MethodDeclaration } from '../radio/declaration.js';
import { deferredMethod } from '../radio/deferred-order.js';
import { portsServing } from './served-on.js';
import type { Radio } from '../radio/radio.js';
import type { Availability } from './availability.js';
import { type OrderLimits, deferOrder } from './defer-order.js';
import { type PortName, byPort } from '../ports/registry.js';
import type { ExecutionContext, Executor, JobCommand } from '../worker/job.js';

/** Deadlines of commands from their admission, ms; 0 for none (interface.md E.2, a design figure). */
interface CommandDeadlines {
  readonly rfWrite: number;
  readonly power: number;
  readonly read: number;
}

/** Live settings of a dispatcher. */
interface DispatchSettings {
  readonly deadlines: CommandDeadlines;
  /** True if HTTP serves `zeroize`, `radio_reset` and `factory_reset` too (interface.md C, F.18). */
  readonly maintenanceOverHttp: boolean;
}

/** Deferred orders and their limits. */
interface Deferral {
  readonly orders: DeferredOrders;
  /** Current limits of orders. */
  limits(): OrderLimits;
}

/** Options of a dispatcher. */
interface DispatchOptions extends DispatchSettings {
  readonly clock: Clock;
  readonly catalogue: Catalogue;
  readonly availability: Availability;
  readonly deferred: Deferral;
  readonly custom: CustomMethods;
  /** Says which commands a user may execute; undefined while login is off. */
  readonly login: Pick<Login, 'refusal'> | undefined;
  /** Random streams of custom methods. */
  readonly random: MethodHost['random'];
  /** The current radio: a reset replaces it. */
  radio(): Radio;
  /** Writes the flash of the radio to the state folder. */
  readonly flash: FlashKeeper;
  /** The radio was zeroized. */
  onZeroize(): void;
}

/** Context that json-rpc-2.0 passes to a method: it notes that the method exists on this port. */
interface Lookup {
  isFound: boolean;
}

type Servers = Readonly<Record<PortName, JSONRPCServer<Lookup>>>;

/** Servers by catalogue. They know methods by name only, so that radios with the same catalogue share them. */
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

function serverFor(
  catalogue: Catalogue,
  port: PortName,
  maintenanceOverHttp: boolean,
): JSONRPCServer<Lookup> {
  const server = new JSONRPCServer<Lookup>({ errorListener: () => undefined });
  for (const { declaration } of catalogue.entries()) {
    if (!portsServing(declaration, maintenanceOverHttp).includes(port)) continue;
    server.addMethodAdvanced(declaration.name, (_request, lookup) => {
      lookup.isFound = true;
      return found;
    });
  }
  return server;
}

/** The response of every method to json-rpc-2.0, which nobody looks at. */
const found = Promise.resolve(createJSONRPCSuccessResponse(0, null));

const noParams: readonly never[] = [];

const notFound: Execution = {
  outcome: {
    kind: 'error',
    error: { token: 'Method not found', detail: { reason: 'no such method on this port' } },
  },
  effects: [],
};

/** Executor of commands: finds the method with json-rpc-2.0 (one server per port) and executes it on the radio. */
export class Dispatch implements Executor {
  readonly #options: DispatchOptions;
  /** All methods, custom methods included. */
  readonly #catalogue: Catalogue;
  #deadlines: CommandDeadlines;
  #servers: Servers;

  constructor(options: DispatchOptions) {
    this.#options = options;
    this.#deadlines = options.deadlines;
    this.#catalogue = options.custom.catalogue;
    this.#servers = serversOf(this.#catalogue, options.maintenanceOverHttp);
  }

  /** Changes the deadlines of commands admitted from now on, and the methods of commands that start from now on. */
  configure({ deadlines, maintenanceOverHttp }: DispatchSettings): void {
    this.#deadlines = deadlines;
    this.#servers = serversOf(this.#catalogue, maintenanceOverHttp);
  }

  outageError() {
    return this.#options.availability.outageError();
  }

  deadline({ method, params }: Command): number {
    const deadlines = this.#deadlines;
    const entry = this.#catalogue.entry(method);
    const isRead = entry?.declaration.access === 'read-write' && entry.reads(params.length);
    if (entry === undefined || isRead) return deadlines.read;
    return deadlineOf(entry.declaration, deadlines);
  }

  execute(command: JobCommand, context: ExecutionContext): Execution | Promise<Execution> {
    const { login } = this.#options;
    if (login !== undefined) {
      const error = login.refusal(command, context.origin);
      if (error !== undefined) return { outcome: { kind: 'error', error }, effects: [] };
    }
    const lookup: Lookup = { isFound: false };
    // json-rpc-2.0 calls the method before it returns; its promise never rejects, and has nothing to tell.
    void this.#servers[context.origin.port].receive(
      { jsonrpc: '2.0', id: 0, method: command.method, params: noParams },
      lookup,
    );
    if (!lookup.isFound) return notFound;
    const custom = this.#options.custom.get(command.method);
    if (custom === undefined) return this.#executeBuiltIn(command, context);
    return executeCustom(custom, command, context, this.#options);
  }

  #executeBuiltIn(command: JobCommand, { origin }: ExecutionContext): Execution | Promise<Execution> {
    const { clock, flash, deferred } = this.#options;
    const radio = this.#options.radio();
    return flash.execute(radio, () => {
      const execution = radio.execute(command, instantOf(clock));
      const isOrder = command.method === deferredMethod && execution.outcome.kind === 'result';
      return isOrder ? (deferOrder(command, origin, deferred) ?? execution) : execution;
    });
  }

  begin(effects: readonly Effect[]): void {
    if (effects.includes('zeroize')) {
      this.#options.deferred.orders.drop('zeroize');
      this.#options.onZeroize();
    }
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
