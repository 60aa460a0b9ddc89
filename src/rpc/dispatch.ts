import { JSONRPCErrorCode, JSONRPCServer, createJSONRPCErrorResponse } from 'json-rpc-2.0';
import { type Clock, instantOf } from '../clock.js';
import type { Catalogue } from '../radio/catalogue.js';
import type { Command, Effect, Execution, MethodDeclaration } from '../radio/declaration.js';
import type { Radio } from '../radio/radio.js';
import type { Availability } from '../worker/availability.js';
import type { ExecutionContext, Executor, JobCommand, PortName } from '../worker/job.js';

/** Deadlines of commands from their admission, ms; 0 for none (interface.md E.2, a design figure). */
export interface CommandDeadlines {
  readonly rfWrite: number;
  readonly power: number;
  readonly read: number;
}

/** What a dispatcher drives. */
export interface DispatchOptions {
  readonly clock: Clock;
  readonly catalogue: Catalogue;
  readonly availability: Availability;
  readonly deadlines: CommandDeadlines;
  /** Whether HTTP serves `zeroize`, `radio_reset` and `factory_reset` too (interface.md C, F.18). */
  readonly maintenanceOverHttp: boolean;
  /** The radio as it is now: another one after a reset. */
  radio(): Radio;
}

/** What the library hands through to a method, and what the method leaves there. */
interface Slot {
  readonly command: Command;
  execution?: Execution;
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
  readonly #servers: Readonly<Record<PortName, JSONRPCServer<Slot>>>;

  constructor(options: DispatchOptions) {
    this.#options = options;
    this.#servers = { http: this.#serverFor('http'), maintenance: this.#serverFor('maintenance') };
  }

  refusal() {
    return this.#options.availability.refusal();
  }

  deadline({ method, params }: Command): number {
    const { deadlines, catalogue } = this.#options;
    const declaration = catalogue.entry(method)?.declaration;
    if (declaration === undefined || (params.length === 0 && declaration.access !== 'action'))
      return deadlines.read;
    return deadlineOf(declaration, deadlines);
  }

  async execute(command: JobCommand, { origin }: ExecutionContext): Promise<Execution> {
    const slot: Slot = { command };
    const request = { jsonrpc: '2.0', id: 0, method: command.method, params: [] } as const;
    const response = await this.#servers[origin.port].receive(request, slot);
    if (slot.execution !== undefined) return slot.execution;
    if (response?.error?.code === JSONRPCErrorCode.MethodNotFound) return notFound;
    throw new Error(`${command.method} failed`, { cause: response?.error?.data });
  }

  begin(effects: readonly Effect[]): void {
    this.#options.radio().begin(effects, instantOf(this.#options.clock));
    void this.#options.availability.refresh();
  }

  #serverFor(port: PortName): JSONRPCServer<Slot> {
    const server = new JSONRPCServer<Slot>({ errorListener: () => undefined });
    server.mapErrorToJSONRPCErrorResponse = (id, fault: unknown) =>
      createJSONRPCErrorResponse(id, JSONRPCErrorCode.InternalError, 'INTERNAL', fault);
    for (const { declaration } of this.#options.catalogue.entries()) {
      if (!this.#isServed(declaration, port)) continue;
      server.addMethod(declaration.name, (_params: unknown, slot) => {
        slot.execution = this.#options.radio().execute(slot.command, instantOf(this.#options.clock));
        return null;
      });
    }
    return server;
  }

  #isServed({ servedOn }: MethodDeclaration, port: PortName): boolean {
    const hidden = port === 'http' && !this.#options.maintenanceOverHttp && servedOn.includes('maintenance');
    return servedOn.includes(port) && !hidden;
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
