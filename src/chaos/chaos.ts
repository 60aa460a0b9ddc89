import { type RandomSource, type RandomStream, randomSource } from '../core/random.js';
import type { FaultSubject } from '../faults/fault.js';
import type { ChosenFault } from '../faults/request-faults.js';
import { type Call, type Envelope, isCommand } from '../jsonrpc/envelope.js';
import type { ConnectionFate } from '../ports/delivery.js';
import type { Origin } from '../ports/origin.js';
import type { PageName } from '../ports/request-sink.js';
import type { PortName } from '../ports/registry.js';
import type { JobCommand } from '../worker/job.js';
import type { Bend, BendHooks, BendSubject } from './bend.js';
import { type LabelledCall, labelOf, pageLabelOf } from './call-label.js';
import { bendsOf } from './catalogue.js';
import { type ChaosLevel, type ChaosStage, partsOfCase } from './levels.js';
import { SeenCounts } from './seen-counts.js';

/** Settings of chaos. */
interface ChaosSettings {
  /** Undefined where cases alone are bent, which say how. */
  readonly level: ChaosLevel | undefined;
  /** Share of the exchanges that are bent, 0 to 1. */
  readonly share: number;
  /** The stages at which exchanges are bent. */
  readonly stages: readonly ChaosStage[];
  /** The cases that are bent, and nothing else; empty: by share and stages. */
  readonly only: readonly string[];
}

/** Parts of a radio by which chaos chooses. */
interface ChaosFacts {
  /** ID of the node. */
  readonly node: string;
  readonly accessOf: (command: JobCommand) => FaultSubject['access'];
  /** A call without its secrets: their hash in a case could be searched for. */
  readonly withoutSecrets: (call: JobCommand, request: Uint8Array) => LabelledCall;
  readonly isOutage: () => boolean;
  readonly isLoginOn: () => boolean;
}

/** A case that was chosen: what chaos does to one exchange, connection or datagram. */
export interface ChosenCase extends ChosenFault {
  /** `http.freq.2.truncated`. */
  readonly case: string;
  readonly bend: string;
  readonly stage: ChaosStage;
  readonly fault: BendHooks;
}

/** ID of the node where there is one radio. */
const onlyNode = '1';

/** Where a datagram comes from, in a case. */
const reportPort = 'udp';

/**
 * Chooses which exchanges of one radio are bent, and how. A choice depends on the seed, the port, the call and how often
 * it was seen: neither the order of arrival nor what runs beside matters.
 */
export class Chaos {
  readonly #settings: ChaosSettings;
  readonly #facts: ChaosFacts;
  /** Names the node where it is not the only one. */
  readonly #prefix: string;
  readonly #random: RandomSource;
  readonly #bends: readonly Bend[];
  readonly #stages: ReadonlySet<ChaosStage>;
  /** Of the cases that alone are bent: bends by `PORT.CALL.COUNT`; undefined without such. */
  readonly #only: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  readonly #seen = new SeenCounts();

  constructor(seed: number, settings: ChaosSettings, facts: ChaosFacts) {
    this.#settings = settings;
    this.#facts = facts;
    this.#prefix = facts.node === onlyNode ? '' : `${facts.node}/`;
    this.#random = randomSource(seed);
    this.#bends = bendsOf(settings.level);
    this.#stages = new Set(settings.stages);
    this.#only = settings.only.length === 0 ? undefined : bendsByExchange(settings.only);
  }

  /** Forgets what was seen. */
  reset(): void {
    this.#seen.clear();
  }

  /** The case of a request to the API. */
  forRequest(envelope: Envelope, bytes: Uint8Array, { port }: Origin): ChosenCase | undefined {
    const calls = callsIn(envelope);
    const isBatch = envelope.kind === 'batch';
    const label = labelOf(this.#labelled(calls, bytes), isBatch);
    const stage = this.#stageOf(calls);
    return this.#choose(label, { port, page: undefined, stage, isBatch, isLoginOn: this.#facts.isLoginOn() });
  }

  /**
   * The case of a broadcast.
   * @param bytes its calls as the JSON of a batch
   */
  forBroadcast(
    given: readonly Call[],
    bytes: Uint8Array,
    nodeids: readonly number[],
    { port }: Origin,
  ): ChosenCase | undefined {
    const calls = given.map(commandOf);
    const label = pageLabelOf('broadcast', [labelOf(this.#labelled(calls, bytes), true), nodeids]);
    const isLoginOn = this.#facts.isLoginOn();
    return this.#choose(label, {
      port,
      page: 'broadcast',
      stage: this.#stageOf(calls),
      isBatch: false,
      isLoginOn,
    });
  }

  /**
   * The case of a request to a page.
   * @param input what it asks for, without secrets
   */
  forPage(page: PageName, input: unknown, isWrite: boolean, { port }: Origin): ChosenCase | undefined {
    const stage = this.#facts.isOutage()
      ? 'blackout'
      : page === 'login'
        ? 'login'
        : isWrite
          ? 'write'
          : 'read';
    const isLoginOn = this.#facts.isLoginOn();
    return this.#choose(pageLabelOf(page, input), { port, page, stage, isBatch: false, isLoginOn });
  }

  /** The case of a new connection, with what happens to it. */
  forConnection(port: PortName): (ChosenCase & { readonly fate: ConnectionFate }) | undefined {
    const chosen = this.#choose('connect', subjectOf(port, 'connect'));
    const fate = chosen?.fault.connect?.(chosen.draw);
    return chosen === undefined || fate === undefined ? undefined : { ...chosen, fate };
  }

  /** The case of a datagram with reports. */
  forReport(report: string): ChosenCase | undefined {
    return this.#choose(report, subjectOf('http', 'report'), reportPort);
  }

  #labelled(calls: Calls, bytes: Uint8Array): readonly (LabelledCall | undefined)[] {
    return calls.map((call) => (call === undefined ? undefined : this.#facts.withoutSecrets(call, bytes)));
  }

  #stageOf(calls: Calls): ChaosStage {
    const { accessOf, isOutage } = this.#facts;
    if (isOutage()) return 'blackout';
    return calls.some((call) => call !== undefined && accessOf(call) === 'write') ? 'write' : 'read';
  }

  #choose(label: string, subject: BendSubject, port: string = subject.port): ChosenCase | undefined {
    const exchange = `${this.#prefix}${port}.${label}`;
    const counted = `${exchange}.${this.#seen.add(exchange)}`;
    const bend = this.#bendFor(counted, subject);
    if (bend === undefined) return undefined;
    const name = `${counted}.${bend.name}`;
    const draw = this.#random.stream(`chaos/case/${name}`);
    const stage = stageOf(bend, subject);
    return { case: name, bend: bend.name, stage, draw, fault: bend.hooks(draw, subject), name };
  }

  #bendFor(counted: string, subject: BendSubject): Bend | undefined {
    if (this.#only !== undefined) {
      const names = this.#only.get(counted);
      return names === undefined ? undefined : this.#bends.find((each) => names.has(each.name));
    }
    const draw = this.#random.stream(`chaos/choice/${counted}`);
    if (draw.real() >= this.#settings.share) return undefined;
    const fitting = this.#bends.filter((each) => this.#canBe(each, subject));
    return fitting[indexOf(draw, fitting.length)];
  }

  #canBe(bend: Bend, subject: BendSubject): boolean {
    if (!this.#stages.has(stageOf(bend, subject))) return false;
    const actsAt = bend.beginsBlackout === true ? beginsAt : bend.stages;
    return actsAt.includes(subject.stage) && bend.fits?.(subject) !== false;
  }
}

/** Stages of requests after which a blackout can begin. */
const beginsAt: readonly ChaosStage[] = ['read', 'write'];

function stageOf(bend: Bend, { stage }: BendSubject): ChaosStage {
  return bend.beginsBlackout === true ? 'blackout' : stage;
}

function indexOf(draw: RandomStream, length: number): number {
  return Math.floor(draw.between(0, length));
}

function subjectOf(port: PortName, stage: ChaosStage): BendSubject {
  return { port, page: undefined, stage, isBatch: false, isLoginOn: false };
}

/** The calls of a request; undefined for each that is not valid. */
type Calls = readonly (JobCommand | undefined)[];

function callsIn(envelope: Envelope): Calls {
  if (envelope.kind === 'parse-error') return [undefined];
  const calls = envelope.kind === 'single' ? [envelope.call] : envelope.calls;
  return calls.map(commandOf);
}

function commandOf(call: Call): JobCommand | undefined {
  return isCommand(call) ? call : undefined;
}

function bendsByExchange(only: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byExchange = new Map<string, Set<string>>();
  for (const text of only) {
    const parts = partsOfCase(text);
    if (parts === undefined) continue;
    const names = byExchange.get(parts.exchange) ?? new Set();
    byExchange.set(parts.exchange, names.add(parts.bend));
  }
  return byExchange;
}
