import type { Aim, Figure, FigureResult, Round, Status } from './types.js';

export const fewestPairs: number;
export function resultOf(figure: Figure, rounds: readonly Round[], attempts: number): FigureResult;
export function statusOf(aim: Aim, value: number): Status;
export function changeOf(
  figure: Figure,
  now: readonly Round[],
  before: readonly Round[],
  attempts: number,
): FigureResult;
