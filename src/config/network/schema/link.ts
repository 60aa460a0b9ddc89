import { z } from 'zod';
import { listField } from '../../../documents/collections.js';
import { type LinkConditions, conditionBounds } from '../../../network/links/override.js';
import { maxRows } from '../bounds.js';
import { nodeIdField, numberField } from './fields.js';

/** Fixed conditions of one direction. */
export const conditions = {
  snr: numberField(conditionBounds.snr).exactOptional(),
  pathLoss: numberField(conditionBounds.pathLoss).exactOptional(),
  packetLoss: numberField(conditionBounds.packetLoss).exactOptional(),
};

const noTwo = 'is not allowed beside snr: each takes the place of the other';

/** A row of a series. */
export const rowSchema = z
  .strictObject({ seconds: numberField(conditionBounds.seconds), ...conditions })
  .superRefine(({ snr, pathLoss }, context) => {
    if (snr === undefined || pathLoss === undefined) return;
    context.addIssue({ code: 'custom', path: ['pathLoss'], message: noTwo, input: pathLoss });
  });

/** A row of a series, as the model takes it. */
export type Row = z.output<typeof rowSchema>;

/** Conditions of one direction of a link, or of both, that are not computed. */
export const linkSchema = z
  .strictObject({
    from: nodeIdField,
    to: nodeIdField,
    direction: z.enum(['both', 'forward', 'reverse']).default('both'),
    cut: z.boolean().default(false),
    ...conditions,
    series: z
      .union([z.string().min(1), listField(rowSchema, { min: 1, max: maxRows })], {
        error: 'is not allowed; allowed: rows, or the name of a CSV file',
      })
      .optional(),
  })
  .superRefine((link, context) => {
    const { cut, snr, pathLoss, packetLoss, series } = link;
    conditionIssues(link, context);
    if (!cut && [snr, pathLoss, packetLoss, series].every((each) => each === undefined))
      context.addIssue({
        code: 'custom',
        message: 'changes nothing; allowed: cut, snr, pathLoss, packetLoss, series',
      });
  });

/** Conditions as they are written: fixed ones, or a series. */
interface WrittenConditions extends LinkConditions {
  readonly series?: string | readonly Row[] | undefined;
}

/** Adds the issues of conditions that exclude each other, and of a series whose rows are not in order. */
export function conditionIssues(
  { snr, pathLoss, packetLoss, series }: WrittenConditions,
  context: z.core.$RefinementCtx,
): void {
  const add = (path: PropertyKey[], message: string, input: unknown) =>
    context.addIssue({ code: 'custom', path, message, input });
  const isFixed = [snr, pathLoss, packetLoss].some((each) => each !== undefined);
  if (snr !== undefined && pathLoss !== undefined) add(['pathLoss'], noTwo, pathLoss);
  if (series !== undefined && isFixed)
    add(['series'], 'is not allowed beside snr, pathLoss and packetLoss, which its rows have', {});
  if (typeof series !== 'object') return;
  const late = series.findIndex(({ seconds }, index) => seconds <= (series[index - 1]?.seconds ?? -1));
  if (late < 0) return;
  add(
    ['series', late, 'seconds'],
    'is not allowed; allowed: later than the row before',
    series[late]?.seconds,
  );
}

/** A link as it is written. */
export type ParsedLink = z.output<typeof linkSchema>;
