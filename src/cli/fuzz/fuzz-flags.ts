/** Options of `fuzz` and `fuzz replay`. */
interface TargetFlags {
  readonly maintenance?: string;
  readonly safe?: true;
  readonly confirm?: string;
  readonly timeout: string;
  readonly blackout: string;
  readonly maxLatency?: string;
  readonly json?: true;
}

/** Options of `fuzz`, as written. */
export interface FuzzFlags extends TargetFlags {
  readonly runs?: string;
  readonly for?: string;
  readonly seed?: string;
  readonly path?: string;
  readonly model: string;
  readonly strict?: true;
  readonly blackouts: string;
  readonly revive: string;
  /** False with `--no-corpus`. */
  readonly corpus: string | false;
  readonly report?: string;
  readonly junit?: string;
  readonly progress: boolean;
}

/** Options of `fuzz replay`, as written. */
export interface ReplayFlags extends TargetFlags {
  readonly corpus: string;
  readonly keep?: true;
}
