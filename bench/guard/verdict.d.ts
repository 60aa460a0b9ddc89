export interface Limit {
  readonly case: string;
  readonly side: string;
  readonly over: string;
  /** Processor time of the side, times that of the other. */
  readonly atMost: number;
  readonly share: number;
}

export interface Pair {
  readonly side: number;
  readonly over: number;
}

export const mostPairs: number;
export const longest: number;
export function leastRatio(pairs: readonly Pair[]): number;
export function judge(
  limit: Limit,
  takePair: () => Promise<Pair>,
  now?: () => number,
): Promise<{ readonly ratio: number; readonly pairs: number; readonly holds: boolean }>;
export function reportOf(results: readonly { readonly title: string; readonly message?: string }[]): {
  readonly numTotalTests: number;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
};
