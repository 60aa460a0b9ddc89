/** What a figure should reach: of its ratio, or of the measured value itself. */
export interface Aim {
  readonly of: 'ratio' | 'value';
  readonly atMost?: number;
  readonly atLeast?: number;
  /** The bound that must hold where the aim is not reached; default: there is none. */
  readonly required?: number;
}

/** One figure of a case. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** Key in the samples of its sides. */
  readonly metric: string;
  readonly side: string;
  /** The side that it is held against; without one, only the value counts. */
  readonly over?: string;
  /** True for calls per second: a pair counts only if the core of both servers was busy. */
  readonly isThroughput?: true;
  /** Widest spread that is reported, as a share of the median. */
  readonly maxSpread?: number;
  readonly aim?: Aim;
}

/** What one measurement gave. `busy` is the server's processor time as a share of the wall time. */
export type Sample = Readonly<Record<string, number>>;

/** The samples of all sides, taken right after each other. */
export type Round = Readonly<Record<string, Sample>>;

/** One side of a case: the simulator, or what it is held against. */
export interface Side {
  /** Does a fixed number of calls that don't count: compilers take their time. */
  warmUp(): Promise<unknown>;
  measure(): Promise<Sample>;
}

/** The sides of a case, ready to be measured again and again. */
export interface Rig {
  readonly sides: Readonly<Record<string, Side>>;
  /** What the reader of the report must know, such as fewer connections than the name says. */
  readonly notes?: readonly string[];
  close(): Promise<unknown>;
}

/** What a case gets to open its rig. */
export interface Setting {
  /** Root of a built checkout, as a `file:` address that ends with a slash. */
  readonly checkout: string;
  /** The number of calls of a measurement, as the length of this run has it. */
  count(full: number): number;
  /** The same of a warm-up, which a short run shortens less: compilers need their number of calls. */
  warmUpCount(full: number): number;
}

export interface Case {
  /** As `--case` takes it. */
  readonly name: string;
  /** One line: what is held against what. */
  readonly about: string;
  readonly figures: readonly Figure[];
  open(setting: Setting): Promise<Rig>;
}

export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly spread: number;
}

/**
 * `too wide` and `client-bound` figures have no value to report: see {@link FigureResult}. `not measured`: this machine
 * gives no such figure. `measured`: there is no aim.
 */
export type Status =
  'reached' | 'required only' | 'not reached' | 'measured' | 'too wide' | 'client-bound' | 'not measured';

export interface FigureResult {
  readonly figure: Figure;
  readonly status: Status;
  /** Absent unless the status says that there is a value. */
  readonly measured?: Summary;
  readonly beside?: Summary;
  readonly ratio?: Summary;
  /** Spread of what the aim is about, also where it is too wide. */
  readonly spread?: number;
  /** Sets of pairs that were taken, this one included. */
  readonly attempts: number;
  /** Each pair as it was taken, for the JSON report. */
  readonly pairs: readonly Pair[];
}

export interface Pair {
  readonly measured: number;
  readonly beside?: number;
  /** False for a throughput whose server was not busy in one of the halves. */
  readonly counts: boolean;
}

/** Before and after: the same case of another checkout, in the same rounds. */
export interface Comparison {
  readonly figures: readonly FigureResult[];
  /** Measured value of this checkout to that of the other, for each figure. */
  readonly changes: readonly FigureResult[];
}

export interface CaseResult {
  readonly name: string;
  readonly about: string;
  readonly notes: readonly string[];
  readonly figures: readonly FigureResult[];
  readonly against?: Comparison;
  /** Text of the error that ended the case; there are no figures then. */
  readonly error?: string;
}
