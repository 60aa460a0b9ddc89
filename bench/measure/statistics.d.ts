import type { Summary } from './types.js';

export function quantile(values: readonly number[], share: number): number;
export function median(values: readonly number[]): number;
export function summaryOf(values: readonly number[]): Summary;
