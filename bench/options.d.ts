export function usageOf(names: readonly string[]): string;
export class OptionError extends Error {}
export function optionsOf(
  args: readonly string[],
  known: readonly string[],
): {
  readonly names: readonly string[];
  readonly pairs: number;
  readonly share: number;
  readonly maxAttempts: number;
  readonly report: string;
  readonly against: string | undefined;
  readonly list: boolean;
  readonly help: boolean;
};
