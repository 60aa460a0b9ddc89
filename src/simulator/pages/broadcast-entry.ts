import { loopTurn } from '../../core/time/loop-turn.js';
import type { Clock } from '../../core/time/clock.js';
import { BroadcastRecording } from '../../journal/broadcast-recording.js';
import type { ChaosCase, RecordedPage } from '../../journal/exchange.js';
import type { Journal } from '../../journal/journal.js';
import type { CommandEnd } from '../../journal/kept-exchange.js';
import type { Secrets } from '../../journal/secrets.js';
import { type Call, isCommand } from '../../jsonrpc/envelope.js';
import type { Origin } from '../../ports/origin.js';
import type { JobCommand } from '../../worker/job.js';

/** The journal of a radio, as its broadcasts use it. */
export interface BroadcastJournal {
  readonly journal: Journal;
  readonly secrets: Secrets;
  /** The radio's time. */
  readonly clock: Clock;
}

/** Characters of replies that are searched for secrets in one turn of the event loop. */
const perTurn = 131_072;

/** The reply of a node, as the entry keeps it. */
interface NodeReply {
  readonly endOf: (command: number) => CommandEnd | undefined;
  /** Without the secrets that the node has found. */
  readonly text: string;
}

/** Node IDs of a broadcast. */
interface Nodes {
  /** That of the radio that received it. */
  readonly own: number;
  /** Those that it names, in its order. */
  readonly all: readonly number[];
}

/** The entry of a broadcast in the journal of the radio that received it, until it is added. */
export class BroadcastEntry {
  readonly origin: Origin;
  readonly page: RecordedPage = 'broadcast';
  readonly commands: readonly JobCommand[];
  /** Names of the faults that applied to the radio's own calls. */
  faults: readonly string[] = [];
  /** The case of chaos that bends the reply; the entry has the reply as it was before. */
  chaos: ChaosCase | undefined;
  readonly #bytes: Uint8Array;
  readonly #calls: readonly Call[];
  readonly #to: BroadcastJournal;
  readonly #age: number;
  readonly #replies = new Map<number, NodeReply>();

  /**
   * Begins an entry; undefined while the journal is off.
   * @param request its calls, or why the body is no broadcast
   */
  static begin(
    bytes: Uint8Array,
    origin: Origin,
    request: { readonly calls: readonly Call[] } | { readonly issue: string },
    to: BroadcastJournal,
  ): BroadcastEntry | undefined {
    if (to.journal.isOn) return new BroadcastEntry(bytes, origin, callsOf(request), to);
    // Counts it.
    to.journal.begin({ origin, commands: [] });
    return undefined;
  }

  private constructor(bytes: Uint8Array, origin: Origin, calls: readonly Call[], to: BroadcastJournal) {
    this.#bytes = bytes;
    this.origin = origin;
    this.#calls = calls;
    this.commands = calls.filter(isCommand);
    this.#to = to;
    this.#age = to.journal.age;
    to.journal.begin(this);
  }

  /** Adds what a node has replied. */
  add(node: number, reply: NodeReply): void {
    this.#replies.set(node, reply);
  }

  /**
   * Adds the entry to the journal.
   * @param join makes one text of the replies; undefined if the client disconnected first
   */
  async end(nodes: Nodes, join: ((textOf: (node: number) => string) => string) | undefined): Promise<void> {
    const { journal, secrets, clock } = this.#to;
    const at = clock.now();
    try {
      const request = { bytes: this.#bytes, origin: this.origin, calls: this.#calls };
      const recording = new BroadcastRecording(request, secrets);
      const texts = new Map<number, string>();
      let length = 0;
      let isLong = false;
      for (const [node, { text }] of join === undefined ? [] : this.#replies) {
        texts.set(node, recording.replyPart(text));
        length += text.length;
        isLong ||= length >= perTurn;
        if (length >= perTurn) await loopTurn();
        if (length >= perTurn) length = 0;
      }
      // To join them takes as long as the search in a part of them.
      if (isLong) await loopTurn();
      if (journal.age !== this.#age) return;
      const endOf = (command: number) => this.#endOf(command, nodes);
      const reply = join?.((node) => texts.get(node) ?? '');
      const exchange = recording.exchange({ at, endOf, faults: this.faults, reply });
      journal.add(this.chaos === undefined ? exchange : { ...exchange, chaos: this.chaos });
    } finally {
      journal.end(this);
    }
  }

  /** The outcome on the radio itself where it was named; else `ok` if all nodes say so, or the first other one. */
  #endOf(command: number, { own, all }: Nodes): CommandEnd | undefined {
    const nodes = all.includes(own) ? [own] : all;
    const ends = nodes.map((node) => this.#replies.get(node)?.endOf(command));
    return ends.find((end) => end?.outcome !== 'ok') ?? ends[0];
  }
}

function callsOf(request: { readonly calls: readonly Call[] } | { readonly issue: string }): readonly Call[] {
  return 'issue' in request ? [{ invalid: request.issue, id: null }] : request.calls;
}
