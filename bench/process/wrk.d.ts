import type { Sample } from '../measure/types.js';
import type { Child } from './child.js';

export const hasWrk: boolean;
export function throughputOf(
  server: Child,
  traffic: { readonly connections: number; readonly body: unknown },
): Promise<Sample>;
export function rateIn(output: string): number;
