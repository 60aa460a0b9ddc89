import { type Socket, connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'vitest';
import {
  type CloseReport,
  type CommandEvent,
  type SilvusMock,
  type SilvusMockOptions,
  createSilvusMock,
  virtualClock,
} from '../../src/index.js';
import { FaultyNetwork } from './faulty-network.js';
import { wholeAnswers } from './http-answers.js';
import { type Reply, keepAlive, post, rpc } from './json-rpc-client.js';
import { type LinkPlan, resetSocket } from './network-direction.js';

/** What a client asks for: a read or a write of one setting, or a batch of a write and a read. */
export type Ask = 'read' | 'write' | 'batch';

/** One client: its connection, what it sends on it, and what it does then. */
export interface ClientScript {
  readonly port: 'http' | 'maintenance';
  readonly plan: LinkPlan;
  readonly asks: readonly Ask[];
  /** Ends its own direction once all is sent, as `nc -N` does. */
  readonly halfCloses: boolean;
}

/** What a run consists of. */
export interface NetworkScript {
  readonly options: SilvusMockOptions;
  readonly clients: readonly ClientScript[];
  /** After how many turns of the event loop the simulator is closed; undefined: when the clients are done. */
  readonly closesAfter: number | undefined;
}

/** A client with what it sent and got. */
interface Client {
  readonly script: ClientScript;
  readonly socket: Socket;
  readonly ids: readonly string[];
  bytes: Buffer;
  hasEnded: boolean;
  /** Called when something has come, or the connection has ended. */
  onChange: () => void;
}

const setting = 'max_link_distance';

/** Clients behind faulty networks, in front of both ports of a simulator on a virtual clock. */
export class NetworkRun {
  readonly clock = virtualClock();
  readonly mock: SilvusMock;
  readonly events: CommandEvent[] = [];
  readonly #script: NetworkScript;
  readonly #clients: Client[] = [];
  /** What each command does: the value that it writes, or undefined for a read. */
  readonly #written = new Map<string, string | undefined>();
  /** Outcomes that a client without a faulty network got. */
  readonly direct: string[] = [];
  report: CloseReport | undefined;

  constructor(script: NetworkScript) {
    this.#script = script;
    this.mock = createSilvusMock({ ...script.options, clock: this.clock });
    this.mock.on('command', (event) => {
      this.events.push(event);
    });
  }

  /** Resolves when the clients are done, the networks are gone, and the simulator has closed. */
  async run(): Promise<void> {
    await this.mock.start();
    const networks = await this.#networks();
    for (const [nth, script] of this.#script.clients.entries()) await this.#begin(nth, script, networks);
    await this.#beside();
    if (this.#script.closesAfter !== undefined) {
      for (let times = 0; times < this.#script.closesAfter; times += 1) await turn();
      this.report = await this.mock.close({ graceMs: 50 });
    }
    for (const client of this.#clients.filter(({ script }) => !isSilent(script.plan)))
      await this.#done(client);
    for (const { socket } of this.#clients) resetSocket(socket);
    for (const network of Object.values(networks)) await network.close();
    await this.#placesAreFree();
    if (this.report === undefined) await this.#judgeState();
    this.report ??= await this.mock.close({ graceMs: 1_000 });
  }

  /** What is wrong with the answers, as a client and the simulator's events tell of them. */
  complaints(): readonly string[] {
    return [...this.#onceEach(), ...this.#clients.flatMap((client) => this.#complaintsOf(client))];
  }

  async #networks(): Promise<Record<ClientScript['port'], FaultyNetwork>> {
    const plansOf = (port: ClientScript['port']) => {
      const plans = this.#script.clients.filter((client) => client.port === port).map(({ plan }) => plan);
      return (nth: number) => plans[nth] ?? {};
    };
    const { http, maintenance } = this.mock;
    return {
      http: await FaultyNetwork.before(http.port, plansOf('http')),
      maintenance: await FaultyNetwork.before(maintenance.port, plansOf('maintenance')),
    };
  }

  async #begin(
    nth: number,
    script: ClientScript,
    networks: Record<ClientScript['port'], FaultyNetwork>,
  ): Promise<void> {
    const network = networks[script.port];
    const socket = connect({ host: '127.0.0.1', port: network.port, allowHalfOpen: true });
    const before = network.links.length;
    const requests = script.asks.map((ask, index) => this.#request(ask, `${nth}-${index}`, script.port));
    const ids = requests.flatMap((each) => each.ids);
    const client: Client = {
      script,
      socket,
      ids,
      bytes: Buffer.alloc(0),
      hasEnded: false,
      onChange: () => undefined,
    };
    this.#clients.push(client);
    socket.on('data', (chunk: Buffer) => {
      client.bytes = Buffer.concat([client.bytes, chunk]);
      client.onChange();
    });
    socket.on('error', () => undefined);
    for (const event of ['end', 'close'])
      socket.on(event, () => {
        client.hasEnded = true;
        client.onChange();
      });
    // The plans are in the order of the connections.
    while (network.links.length === before) await turn();
    for (const { text } of requests) if (socket.writable) socket.write(text);
    if (script.halfCloses) socket.end();
  }

  #request(ask: Ask, id: string, port: ClientScript['port']): { text: string; ids: readonly string[] } {
    if (port === 'maintenance') {
      this.#written.set(id, undefined);
      return { text: `${rpc('zeroize', id)}\n`, ids: [id] };
    }
    const write = (name: string) => {
      const value = String(2_000 + this.#written.size);
      this.#written.set(name, value);
      return rpc(setting, name, [value]);
    };
    const read = (name: string) => {
      this.#written.set(name, undefined);
      return rpc(setting, name);
    };
    if (ask === 'read') return { text: keepAlive(read(id)), ids: [id] };
    if (ask === 'write') return { text: keepAlive(write(id)), ids: [id] };
    const ids = [`${id}w`, `${id}r`] as const;
    return { text: keepAlive(`[${write(ids[0])},${read(ids[1])}]`), ids };
  }

  /** A client of its own, on connections of its own, has its replies meanwhile. */
  async #beside(): Promise<void> {
    for (let times = 0; times < 3; times += 1) {
      const reply = JSON.parse(await post(this.mock, rpc('nodeid', 'direct'))) as Reply;
      this.direct.push(reply.error?.message ?? 'ok');
    }
  }

  /** Resolves when the client has all its answers, or its connection has ended. */
  async #done(client: Client): Promise<void> {
    while (!client.hasEnded && answersOf(client).length < client.ids.length)
      await new Promise<void>((resolve) => {
        client.onChange = resolve;
      });
  }

  async #placesAreFree(): Promise<void> {
    if (this.report !== undefined) return;
    const open = () => Object.values(this.mock.stats().connections).map((figures) => figures.open);
    await expect.poll(open).toEqual([0, 0]);
    await this.mock.worker.idle();
  }

  /** The last write that was executed is what is read now. */
  async #judgeState(): Promise<void> {
    const writes = this.events.flatMap(({ id, outcome }) =>
      outcome === 'ok' ? [this.#written.get(String(id))] : [],
    );
    const expected = writes.filter((value) => value !== undefined).at(-1) ?? '1000';
    const { result } = JSON.parse(await post(this.mock, rpc(setting, 'last'))) as Reply;
    expect(result).toEqual([expected]);
  }

  #onceEach(): readonly string[] {
    const counts = new Map<string, number>();
    for (const { id } of this.events) counts.set(String(id), (counts.get(String(id)) ?? 0) + 1);
    return [...counts]
      .filter(([id, count]) => count > 1 && this.#written.has(id))
      .map(([id]) => `${id} twice`);
  }

  #complaintsOf(client: Client): readonly string[] {
    const answers = answersOf(client);
    const ids = answers.map(({ id }) => String(id));
    const complaints = ids.filter((id, index) => !client.ids.includes(id) || ids.indexOf(id) !== index);
    const wrong = answers.filter((answer) => answer.error?.message !== this.#errorOf(answer));
    const isOwed = !client.hasEnded && !isSilent(client.script.plan) && ids.length < client.ids.length;
    return [
      ...complaints.map((id) => `${id} answered twice, or to another client`),
      ...wrong.map(({ id }) => `${String(id)} answered otherwise than executed`),
      ...answers
        .filter((answer) => !this.#isReadOf(answer))
        .map(({ id }) => `${String(id)} reads what was not written`),
      ...(isOwed ? [`${client.ids.join()} is owed an answer`] : []),
    ];
  }

  /** The error that the simulator's event of this command tells; undefined for a result. */
  #errorOf({ id }: Reply): string | undefined {
    const event = this.events.find((each) => each.id === id);
    if (event === undefined) return 'no event';
    return event.outcome === 'ok' ? undefined : event.outcome;
  }

  /** A read gives the last value that was written before it, in the order of execution. */
  #isReadOf({ id, result }: Reply): boolean {
    const isRead = this.#written.get(String(id)) === undefined && Array.isArray(result);
    if (!isRead || result[0] === '') return true;
    const at = this.events.findIndex((each) => each.id === id);
    if (this.events[at]?.method !== setting) return true;
    const before = this.events.slice(0, at).filter(({ outcome }) => outcome === 'ok');
    const values = before.flatMap((each) => this.#written.get(String(each.id)) ?? []);
    return result[0] === (values.at(-1) ?? '1000');
  }
}

/** A client behind a black hole gets neither an answer nor an end: it has to give up by itself. */
function isSilent({ up, down }: LinkPlan): boolean {
  return up?.cut?.how === 'lose' || down?.cut?.how === 'lose' || down?.cut?.how === 'vanish';
}

function answersOf({ script, bytes }: Client): readonly Reply[] {
  if (script.port === 'http')
    return wholeAnswers(bytes).flatMap((body) =>
      body.startsWith('{') || body.startsWith('[') ? (JSON.parse(body) as Reply | Reply[]) : [],
    );
  const text = bytes.toString();
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  const replies = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Reply);
  // A message that an end cuts is no JSON.
  const isCut = script.plan.up?.cut?.how === 'fin';
  return replies.filter(({ id, error }) => !(isCut && id === null && error?.message === 'Parse error'));
}
