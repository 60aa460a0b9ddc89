import type { CaseResult } from '../measure/types.js';

export function caseTable(result: CaseResult): string;
export function summaryText(results: readonly CaseResult[]): string;
