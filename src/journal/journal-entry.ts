import type { ChaosCase, Exchange, ExchangeRecord, RecordedPage } from './exchange.js';

/** A deep copy of a kept exchange, which a program can keep without affecting the journal. */
export class JournalEntry implements Exchange {
  readonly node: string;
  readonly n: number;
  readonly at: number;
  readonly port: Exchange['port'];
  declare readonly page?: RecordedPage;
  readonly peer: string;
  readonly request: Uint8Array;
  readonly reply: Uint8Array | undefined;
  readonly ending: Exchange['ending'];
  readonly commands: Exchange['commands'];
  readonly faults: Exchange['faults'];
  declare readonly chaos?: ChaosCase;
  #request: Reading | undefined;
  #reply: Reading | undefined;

  constructor(exchange: ExchangeRecord) {
    const { node, n, at, port, page, peer, request, reply, ending, commands, faults, chaos } = exchange;
    this.node = node;
    this.n = n;
    this.at = at;
    this.port = port;
    if (page !== undefined) this.page = page;
    this.peer = peer;
    this.request = Uint8Array.from(request);
    this.reply = reply === undefined ? undefined : Uint8Array.from(reply);
    this.ending = ending;
    this.commands = Object.freeze(structuredClone(commands).map((command) => Object.freeze(command)));
    this.faults = Object.freeze([...faults]);
    if (chaos !== undefined) this.chaos = chaos;
    Object.freeze(this);
  }

  get requestText(): string {
    return this.#requestReading().text;
  }

  get requestJson(): unknown {
    return this.#requestReading().json();
  }

  get replyText(): string | undefined {
    return this.#replyReading()?.text;
  }

  get replyJson(): unknown {
    return this.#replyReading()?.json();
  }

  #requestReading(): Reading {
    return (this.#request ??= new Reading(this.request));
  }

  #replyReading(): Reading | undefined {
    if (this.reply === undefined) return undefined;
    return (this.#reply ??= new Reading(this.reply));
  }
}

/** Bytes as text, and as JSON once that is asked for. */
class Reading {
  readonly text: string;
  #json: { readonly value: unknown } | undefined;

  constructor(bytes: Uint8Array) {
    this.text = Buffer.from(bytes).toString('utf8');
  }

  /** Undefined if the text is no JSON. */
  json(): unknown {
    this.#json ??= { value: parsed(this.text) };
    return this.#json.value;
  }
}

/** A byte order mark is no part of a message. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
