import type { Case, CaseResult, Setting } from './types.js';

export function measure(
  each: Case,
  options: {
    readonly pairs: number;
    readonly maxAttempts: number;
    readonly now: Setting;
    readonly before?: Setting | undefined;
  },
): Promise<CaseResult>;
