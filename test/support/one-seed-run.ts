import { existsSync, renameSync } from 'node:fs';
import { type Socket, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import {
  type CommandEvent,
  type FaultSpec,
  type SilvusMock,
  createSilvusMock,
  virtualClock,
} from '../../src/index.js';
import { FaultyNetwork } from './faulty-network.js';
import { keepAlive, rpc } from './json-rpc-client.js';
import { type LinkPlan, resetSocket } from './network-direction.js';

type Port = 'http' | 'maintenance';

/** One thing that happens: to the clock, a socket, the disk, or the radio. */
export type SeededStep =
  | { readonly do: 'connect'; readonly port: Port; readonly plan: LinkPlan }
  | {
      readonly do: 'send';
      readonly client: number;
      readonly method: string;
      readonly params: readonly string[];
    }
  | { readonly do: 'fin' | 'rst'; readonly client: number }
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'fault'; readonly fault: FaultSpec }
  | { readonly do: 'disk-away' | 'disk-back' | 'reset' | 'blackout' };

/** What decides a run, and nothing else does. */
export interface SeededScript {
  readonly seed: number;
  readonly steps: readonly SeededStep[];
}

interface Client {
  readonly socket: Socket;
  readonly port: Port;
  bytes: Buffer;
  isGone: boolean;
}

/** Turns of the event loop without a change after which nothing is under way any more. */
const quietTurns = 5;

/** A simulator with its clock, its network and its state folder, all moved by one script. */
export class SeededRun {
  readonly clock = virtualClock();
  readonly mock: SilvusMock;
  readonly events: CommandEvent[] = [];
  readonly #script: SeededScript;
  readonly #folder: string;
  readonly #clients: Client[] = [];
  readonly #plans: Record<Port, LinkPlan[]> = { http: [], maintenance: [] };
  #networks: Readonly<Record<Port, FaultyNetwork>> | undefined;
  #sent = 0;

  /** @param folder an empty state folder of its own */
  constructor(script: SeededScript, folder: string) {
    this.#script = script;
    this.#folder = folder;
    const timing = { preset: 'fast' as const };
    this.mock = createSilvusMock({ clock: this.clock, seed: script.seed, stateDir: folder, timing });
    this.mock.on('command', (event) => {
      this.events.push(event);
    });
  }

  /** Runs the script and closes; gives all that clients and the journal saw, without the ports of peers. */
  async run(): Promise<string> {
    await this.mock.start();
    const { http, maintenance } = this.mock;
    const before = (name: Port, port: number) =>
      FaultyNetwork.before(port, (nth) => this.#plans[name][nth] ?? {}, this.clock);
    const networks = {
      http: await before('http', http.port),
      maintenance: await before('maintenance', maintenance.port),
    };
    this.#networks = networks;
    for (const step of this.#script.steps) {
      await this.#take(step);
      await this.#settled();
    }
    this.#moveDisk('disk-back');
    for (const { socket } of this.#clients) resetSocket(socket);
    for (const network of Object.values(networks)) await network.close();
    await this.#settled();
    const journal = this.mock.journal.entries.map(({ peer, ...rest }) => ({
      ...rest,
      peer: this.#nameOf(peer),
    }));
    await this.mock.close({ graceMs: 1_000 });
    return JSON.stringify({ journal, clients: this.#clients.map(({ bytes }) => bytes.toString('latin1')) });
  }

  async #take(step: SeededStep): Promise<void> {
    switch (step.do) {
      case 'connect':
        return this.#connect(step.port, step.plan);
      case 'send':
        this.#send(this.#clients[step.client], step.method, step.params);
        return;
      case 'fin':
        this.#clients[step.client]?.socket.end();
        return;
      case 'rst': {
        const socket = this.#clients[step.client]?.socket;
        if (socket !== undefined) resetSocket(socket);
        return;
      }
      case 'advance':
        return this.#advance(step.ms);
      case 'fault':
        this.mock.faults.add(step.fault);
        return;
      case 'reset':
        // A folder that can't be written is told, after everything else has been reset.
        return this.mock.reset().catch(() => undefined);
      case 'blackout':
        this.mock.blackout.begin(50);
        return;
      case 'disk-away':
      case 'disk-back':
        this.#moveDisk(step.do);
    }
  }

  async #connect(port: Port, plan: LinkPlan): Promise<void> {
    const network = this.#networks?.[port];
    if (network === undefined) return;
    this.#plans[port].push(plan);
    const socket = connect({ host: '127.0.0.1', port: network.port, allowHalfOpen: true });
    const client: Client = { socket, port, bytes: Buffer.alloc(0), isGone: false };
    this.#clients.push(client);
    socket.on('data', (chunk: Buffer) => {
      client.bytes = Buffer.concat([client.bytes, chunk]);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => (client.isGone = true));
    const { length } = network.links;
    while (network.links.length === length) await turn();
    const link = network.links[length];
    while (link?.far.connecting === true) await turn();
  }

  #send(client: Client | undefined, method: string, params: readonly string[]): void {
    if (client?.socket.writable !== true) return;
    this.#sent += 1;
    const text = rpc(method, this.#sent, params);
    client.socket.write(client.port === 'http' ? keepAlive(text) : `${text}\n`);
  }

  /** Moves the clock; what the sockets carry at one moment has arrived before the next. */
  async #advance(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 10) {
      await this.clock.advance(10);
      await this.#settled();
    }
  }

  /** Without its folder, the radio can't write its flash. */
  #moveDisk(step: 'disk-away' | 'disk-back'): void {
    const away = `${this.#folder}.away`;
    const [from, to] = step === 'disk-away' ? [this.#folder, away] : [away, this.#folder];
    if (existsSync(from) && !existsSync(to)) renameSync(from, to);
  }

  /** Resolves when no byte, command or write is under way: only the script goes on from here. */
  async #settled(): Promise<void> {
    let before = '';
    for (let quiet = 0; quiet < quietTurns;) {
      await turn();
      const now = this.#snapshot();
      const isRunning = this.mock.worker.figures.running;
      quiet = now === before && !isRunning ? quiet + 1 : 0;
      before = now;
    }
  }

  #snapshot(): string {
    const links = Object.values(this.#networks ?? {}).flatMap((network) => network.links);
    const figures = this.mock.stats().connections;
    return JSON.stringify([
      links.map(({ up, down, near, far }) => [
        up.taken,
        up.passed,
        down.taken,
        down.passed,
        near.closed,
        far.closed,
      ]),
      this.#clients.map(({ bytes, isGone }) => [bytes.length, isGone]),
      [this.events.length, this.mock.journal.total],
      Object.values(figures).map(({ open, bytesIn, bytesOut }) => [open, bytesIn, bytesOut]),
    ]);
  }

  #nameOf(peer: string): string {
    for (const [port, network] of Object.entries(this.#networks ?? {})) {
      const nth = network.links.findIndex(({ farPort }) => peer.endsWith(`:${farPort}`));
      if (nth >= 0) return `${port} ${nth}`;
    }
    return 'unknown';
  }
}
