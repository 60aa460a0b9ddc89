import { connect } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import {
  type CloseReport,
  type CommandEvent,
  type SilvusMock,
  SilvusMockError,
  type SilvusMockOptions,
  createSilvusMock,
  virtualClock,
} from '../../src/index.js';
import { httpRequest, rpc } from './json-rpc-client.js';
import { hop } from './microtasks.js';

/** One thing that somebody does to a simulator. */
export type LifecycleAction =
  | { readonly do: 'start' | 'dispose' | 'reset' | 'offline' | 'degraded' | 'normal' }
  | { readonly do: 'close'; readonly graceMs: number | undefined }
  | { readonly do: 'call'; readonly method: 'freq' | 'radio_reset' | 'nothing' }
  | { readonly do: 'advance'; readonly ms: number };

/** What is done from within a command's event. */
export type Reaction = 'start' | 'close' | 'reset' | 'throw' | 'reject' | 'nothing';

/** A life: each action comes after some turns of the microtask queue, and of the event loop. */
export interface LifecycleScript {
  readonly options: SilvusMockOptions;
  readonly steps: readonly {
    readonly hops: number;
    readonly turns: number;
    readonly action: LifecycleAction;
  }[];
  readonly reaction: Reaction;
}

/** How a promise ended: `resolved`, or the code that it was rejected with. */
type Ending = 'resolved' | SilvusMockError['code'];

/** A start that was asked for, and whether a close had been asked for before. */
export interface AskedStart {
  readonly promise: Promise<unknown>;
  readonly ending: Promise<Ending>;
  readonly afterClose: boolean;
}

/** One simulator on real sockets and a virtual clock that lives through a script. */
export class LifecycleRun {
  readonly mock: SilvusMock;
  readonly clock = virtualClock();
  readonly starts: AskedStart[] = [];
  readonly closes: Promise<CloseReport>[] = [];
  readonly commands: CommandEvent[] = [];
  /** All that each client got until its connection was gone. */
  readonly replies: Promise<string>[] = [];
  readonly #life: LifecycleScript;
  readonly #underWay: Promise<unknown>[] = [];
  /** Connections that the simulator still held when its close had resolved. */
  leftAfterClose = 0;
  #openClients = 0;
  #isClosing = false;

  constructor(life: LifecycleScript) {
    this.#life = life;
    this.mock = createSilvusMock({ ...life.options, clock: this.clock });
    this.mock.on('command', (event) => this.#react(event));
    this.mock.on('closed', () => this.#react());
  }

  /** Lives through the script and closes; resolves when every connection is gone. */
  async live(): Promise<CloseReport> {
    for (const { hops, turns, action } of this.#life.steps) {
      for (let time = 0; time < turns; time += 1) await turn();
      await hop(hops);
      await this.#act(action);
    }
    this.#close(undefined);
    const report = await this.mock.close();
    // Sockets that were destroyed are let go of within the turn of the event loop.
    await turn();
    this.leftAfterClose = connections() - this.#openClients;
    await Promise.all([...this.replies, ...this.#underWay]);
    await turn();
    return report;
  }

  /** How many replies came whole. */
  async answered(): Promise<number> {
    const texts = await Promise.all(this.replies);
    return texts.filter((text) => /"(result|error)" : .*"jsonrpc" : "2.0"}$/.test(text)).length;
  }

  async #act(action: LifecycleAction): Promise<void> {
    switch (action.do) {
      case 'start':
        this.#start();
        break;
      case 'close':
        this.#close(action.graceMs);
        break;
      case 'dispose':
        this.#isClosing = true;
        this.#underWay.push(this.mock[Symbol.asyncDispose]());
        break;
      case 'reset':
        this.#underWay.push(this.mock.reset());
        break;
      case 'offline':
      case 'degraded':
      case 'normal':
        this.#underWay.push(this.mock.setMode(action.do));
        break;
      case 'call':
        this.#call(action.method);
        break;
      case 'advance':
        await this.clock.advance(action.ms);
    }
  }

  #start(): void {
    const promise = this.mock.start();
    const ending = promise.then(
      () => 'resolved' as const,
      (fault: unknown) => {
        if (fault instanceof SilvusMockError) return fault.code;
        throw fault;
      },
    );
    this.starts.push({ promise, ending, afterClose: this.#isClosing });
  }

  #close(graceMs: number | undefined): void {
    this.#isClosing = true;
    this.closes.push(this.mock.close(graceMs === undefined ? {} : { graceMs }));
  }

  #call(method: string): void {
    if (this.mock.lifecycle !== 'running') return;
    const socket = connect({ host: '127.0.0.1', port: this.mock.http.port });
    const chunks: Buffer[] = [];
    this.#openClients += 1;
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => undefined);
    socket.write(httpRequest(rpc(method)));
    this.replies.push(
      new Promise((resolve) => {
        socket.once('close', () => {
          this.#openClients -= 1;
          resolve(Buffer.concat(chunks).toString());
        });
      }),
    );
  }

  #react(event?: CommandEvent): unknown {
    if (event !== undefined) this.commands.push(event);
    switch (this.#life.reaction) {
      case 'throw':
        throw new Error('thrown by a listener');
      case 'reject':
        return Promise.reject(new Error('rejected by a listener'));
      case 'close':
        this.#close(undefined);
        return undefined;
      case 'start':
        this.#start();
        return undefined;
      case 'reset':
        this.#underWay.push(this.mock.reset());
        return undefined;
      case 'nothing':
        return undefined;
    }
  }
}

/** Connections of this process, both ends counted. */
function connections(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}
