import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { onTestFinished } from 'vitest';

/** One event as it came. */
interface ReadEvent {
  readonly name: string;
  readonly data: unknown;
}

/** Follows a simulator's events by server-sent events, and keeps all that comes. */
export class EventReader {
  readonly headers: IncomingHttpHeaders;
  /** Resolves once the stream has ended or was cut. */
  readonly ended: Promise<void>;
  readonly #request: ClientRequest;
  readonly #response: IncomingMessage;
  readonly #events: ReadEvent[] = [];
  #text = '';
  #read = 0;

  constructor(sent: ClientRequest, response: IncomingMessage) {
    this.#request = sent;
    this.#response = response;
    this.headers = response.headers;
    response.setEncoding('utf8');
    response.on('data', (piece: string) => this.#take(piece));
    response.on('error', () => undefined);
    this.ended = new Promise((resolve) => response.once('close', resolve));
  }

  /** Begins to follow; rejects with the refusal's text. */
  static async open(port: number, path: string): Promise<EventReader> {
    const sent = request({ host: '127.0.0.1', port, path, agent: false });
    onTestFinished(() => void sent.destroy());
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      sent.on('response', resolve).on('error', reject).end();
    });
    if (response.statusCode === 200) return new EventReader(sent, response);
    const pieces: Buffer[] = await response.toArray();
    throw new Error(Buffer.concat(pieces).toString());
  }

  /** All that came. */
  get text(): string {
    return this.#text;
  }

  /** Names of the events that came, in their order. */
  get names(): readonly string[] {
    return this.#events.map(({ name }) => name);
  }

  /** Resolves with the data of the first event of this name that has come or comes; rejects at the end. */
  async next(name: string): Promise<unknown> {
    return (await this.until((events) => events.find((event) => event.name === name))).data;
  }

  /** Resolves with what `find` gives of the events that have come; rejects at the end. */
  until<T>(find: (events: readonly ReadEvent[]) => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find(this.#events);
        if (found === undefined) return;
        this.#response.off('data', look);
        resolve(found);
      };
      this.#response.on('data', look);
      look();
      void this.ended.then(() => reject(new Error(`ended, with ${this.names.join(', ')}`)));
    });
  }

  /** Reads nothing until {@link resume}. */
  pause(): void {
    this.#response.pause();
  }

  /** Reads on. */
  resume(): void {
    this.#response.resume();
  }

  /** Goes away; resolves when its connection is closed. */
  async leave(): Promise<void> {
    this.#request.destroy();
    await this.ended;
  }

  #take(piece: string): void {
    this.#text += piece;
    for (let end = this.#end(); end !== -1; end = this.#end()) {
      const block = this.#text.slice(this.#read, end);
      this.#read = end + 2;
      const [, name, data] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
      if (name !== undefined && data !== undefined) this.#events.push({ name, data: JSON.parse(data) });
    }
  }

  #end(): number {
    return this.#text.indexOf('\n\n', this.#read);
  }
}
