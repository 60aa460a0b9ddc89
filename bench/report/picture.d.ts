import type { CaseResult } from '../measure/types.js';

export function pictureOf(
  about: { readonly commit: string; readonly node: string; readonly machine: string },
  results: readonly CaseResult[],
): string;
