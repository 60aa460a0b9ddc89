import { type Socket, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { loadSettings } from '../../src/config/program-settings.js';
import { resolve } from '../../src/config/resolve.js';
import { randomSource } from '../../src/core/random.js';
import {
  type CommandEvent,
  type FaultSpec,
  SilvusMockError,
  type VirtualClock,
  virtualClock,
} from '../../src/index.js';
import { SilvusMock } from '../../src/library/silvus-mock.js';
import { FaultyNetwork } from './faulty-network.js';
import { keepAlive, rpc } from './json-rpc-client.js';
import { MemoryDisk, type Mishap, type ProcessDisk } from './memory-disk.js';
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
  /** The step of the disk that comes after so many others ends in this way. */
  | { readonly do: 'disk'; readonly after: number; readonly mishap: SeededMishap }
  /** The process is stopped, the power is cut, and another process starts on what the disk has kept. */
  | { readonly do: 'power-cut' | 'reset' | 'blackout' };

/** How a step of the disk ends; the process goes on. */
export type SeededMishap = Exclude<Mishap, 'hangs' | 'stops' | 'stops late'>;

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

const folder = '/var/state';

/** One process of a run, with what its clients and its journal saw. */
interface Life {
  readonly mock: SilvusMock<VirtualClock>;
  readonly networks: Readonly<Record<Port, FaultyNetwork>>;
  readonly clients: Client[];
  readonly plans: Record<Port, LinkPlan[]>;
}

/** Simulators, one after another, with their clock, their network and their disk, all moved by one script. */
export class SeededRun {
  readonly clock = virtualClock();
  readonly events: CommandEvent[] = [];
  readonly #script: SeededScript;
  readonly #disk = new MemoryDisk();
  readonly #draw: (below: number) => number;
  #process: ProcessDisk | undefined;
  /** Steps of the disk to come, each with what happens then; counted from now. */
  #mishaps: { after: number; readonly what: SeededMishap }[] = [];
  #life: Life | undefined;
  readonly #seen: unknown[] = [];
  #sent = 0;

  constructor(script: SeededScript) {
    this.#script = script;
    const chance = randomSource(script.seed).stream('disk');
    this.#draw = (below) => Math.floor(chance.between(0, below));
    this.#disk.put('/var', this.#disk.create('folder'));
  }

  /** Number of steps of the disk that did not end well, and of starts that failed because of one. */
  mishaps = 0;
  failedStarts = 0;

  /** Runs the script and closes; gives all that clients and the journals saw, without the ports of peers. */
  async run(): Promise<string> {
    await this.#start();
    for (const step of this.#script.steps) {
      await this.#take(step);
      await this.#settled();
    }
    await this.#end('close');
    return JSON.stringify(this.#seen);
  }

  async #start(): Promise<void> {
    const disk = this.#disk.process(() => this.#nextMishap());
    this.#process = disk;
    const loaded = loadSettings({ seed: this.#script.seed, stateDir: folder, timing: { preset: 'fast' } });
    const mock = new SilvusMock({ configuration: resolve(loaded), clock: this.clock, disk });
    mock.on('command', (event) => {
      this.events.push(event);
    });
    try {
      await mock.start();
    } catch (error) {
      // Only a step of the disk that failed keeps it from starting; nothing of it is left then.
      if (!(error instanceof SilvusMockError) || disk.mishaps === 0) throw error;
      this.failedStarts += 1;
      this.#seen.push(error.code);
      this.mishaps += disk.mishaps;
      disk.kill();
      this.#mishaps = [];
      return this.#start();
    }
    const plans: Life['plans'] = { http: [], maintenance: [] };
    const before = (name: Port, port: number) =>
      FaultyNetwork.before(port, (nth) => plans[name][nth] ?? {}, this.clock);
    const networks = {
      http: await before('http', mock.http.port),
      maintenance: await before('maintenance', mock.maintenance.port),
    };
    this.#life = { mock, networks, clients: [], plans };
  }

  /** Ends a process: in order, or as a power cut does. */
  async #end(how: 'close' | 'power-cut'): Promise<void> {
    if (this.#life === undefined) return;
    const { mock, networks, clients } = this.#life;
    if (how === 'power-cut') this.#process?.kill();
    for (const { socket } of clients) resetSocket(socket);
    for (const network of Object.values(networks)) await network.close();
    if (how === 'close') await this.#settled();
    const journal = mock.journal.entries.map(({ peer, ...rest }) => ({ ...rest, peer: this.#nameOf(peer) }));
    this.#seen.push({ journal, clients: clients.map(({ bytes }) => bytes.toString('latin1')) });
    await mock.close({ graceMs: how === 'close' ? 1_000 : 0 });
    const { http, maintenance } = mock.stats().connections;
    if (http.open + maintenance.open > 0) throw new Error('a connection is left after the close');
    this.mishaps += this.#process?.mishaps ?? 0;
    this.#life = undefined;
  }

  #nextMishap(): SeededMishap | undefined {
    const due = this.#mishaps.find(({ after }) => after === 0)?.what;
    this.#mishaps = this.#mishaps.filter(({ after }) => after > 0);
    for (const each of this.#mishaps) each.after -= 1;
    return due;
  }

  async #take(step: SeededStep): Promise<void> {
    switch (step.do) {
      case 'connect':
        return this.#connect(step.port, step.plan);
      case 'send':
        this.#send(this.#life?.clients[step.client], step.method, step.params);
        return;
      case 'fin':
        this.#life?.clients[step.client]?.socket.end();
        return;
      case 'rst': {
        const socket = this.#life?.clients[step.client]?.socket;
        if (socket !== undefined) resetSocket(socket);
        return;
      }
      case 'advance':
        return this.#advance(step.ms);
      case 'fault':
        this.#life?.mock.faults.add(step.fault);
        return;
      case 'reset':
        // A disk that can't be written is told, after everything else has been reset.
        return this.#life?.mock.reset().catch(() => undefined);
      case 'blackout':
        this.#life?.mock.blackout.begin(50);
        return;
      case 'disk':
        this.#mishaps.push({ after: step.after, what: step.mishap });
        return;
      case 'power-cut':
        await this.#end('power-cut');
        this.#disk.cutPower(this.#draw);
        await this.#start();
        for (const each of this.#script.steps)
          if (each.do === 'connect') await this.#connect(each.port, each.plan);
    }
  }

  async #connect(port: Port, plan: LinkPlan): Promise<void> {
    if (this.#life === undefined) return;
    const { plans, clients } = this.#life;
    const network = this.#life.networks[port];
    plans[port].push(plan);
    const socket = connect({ host: '127.0.0.1', port: network.port, allowHalfOpen: true });
    const client: Client = { socket, port, bytes: Buffer.alloc(0), isGone: false };
    clients.push(client);
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

  /** Resolves when no byte, command or write is under way: only the script goes on from here. */
  async #settled(): Promise<void> {
    let before = '';
    for (let quiet = 0; quiet < quietTurns;) {
      await turn();
      const now = this.#snapshot();
      const isRunning = this.#life?.mock.worker.figures.running;
      quiet = now === before && isRunning !== true ? quiet + 1 : 0;
      before = now;
    }
  }

  #snapshot(): string {
    if (this.#life === undefined) return '';
    const { mock, networks, clients } = this.#life;
    const links = Object.values(networks).flatMap((network) => network.links);
    const figures = mock.stats().connections;
    return JSON.stringify([
      links.map(({ up, down, near, far }) => [
        up.taken,
        up.passed,
        down.taken,
        down.passed,
        near.closed,
        far.closed,
      ]),
      clients.map(({ bytes, isGone }) => [bytes.length, isGone]),
      [this.events.length, mock.journal.total],
      Object.values(figures).map(({ open, bytesIn, bytesOut }) => [open, bytesIn, bytesOut]),
    ]);
  }

  #nameOf(peer: string): string {
    for (const [port, network] of Object.entries(this.#life?.networks ?? {})) {
      const nth = network.links.findIndex(({ farPort }) => peer.endsWith(`:${farPort}`));
      if (nth >= 0) return `${port} ${nth}`;
    }
    return 'unknown';
  }
}
