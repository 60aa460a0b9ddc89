import { z } from 'zod';
import { valueExcerpt } from '../core/text.js';
import { listField } from '../documents/collections.js';
import { isTree } from '../documents/tree.js';

/** A method has no more parameters; further ones of a call are dropped. */
const maxParams = 64;

/** Maximum length of all parameters of a match together, characters. */
const maxLength = 65_536;

/** A parameter that a call had: `{ json }` for one as it was sent. */
type Param = string | number | { readonly json: string | number | boolean | null };

const scalars: readonly string[] = ['string', 'number', 'boolean'];

const isScalar = (value: unknown) =>
  value === null || (scalars.includes(typeof value) && (typeof value !== 'number' || Number.isFinite(value)));

function isParam(value: unknown): value is Param {
  if (!isTree(value)) return typeof value === 'string' || Number.isFinite(value);
  return Object.keys(value).join() === 'json' && isScalar(value['json']);
}

/** A text, or a number, which counts as its text. Methods take neither arrays nor objects. */
const param = z
  .custom<Param>(isParam, {
    error: ({ input }) =>
      `is not allowed; allowed: a text, a number, or { json: ${isScalar(input) ? valueExcerpt(input) : true} } for a value as it was sent`,
  })
  .meta({
    anyOf: [
      { type: ['string', 'number'] },
      {
        type: 'object',
        properties: { json: { type: [...scalars, 'null'] } },
        required: ['json'],
        additionalProperties: false,
      },
    ],
  })
  .transform((value) => (typeof value === 'number' ? String(value) : value));

const lengthOf = (params: readonly z.output<typeof param>[]) =>
  params.reduce((sum, each) => sum + String(typeof each === 'string' ? each : each.json).length, 0);

/** Schema of the parameters that a fault is for. */
export const matchParams = listField(param, { max: maxParams }).refine(
  (params) => lengthOf(params) <= maxLength,
  {
    error: `is too long; allowed: at most ${maxLength} characters in all`,
  },
);

/**
 * True if a call has these parameters and no others. A radio takes a number for a text, so a number that was sent
 * counts as its text; `{ json: 2220 }` is for one that was sent as a number.
 */
export function fitsParams(wanted: z.output<typeof matchParams>, sent: readonly unknown[]): boolean {
  return (
    wanted.length === sent.length &&
    wanted.every((each, index) => {
      const value = sent[index];
      if (typeof each === 'string') return each === (typeof value === 'number' ? String(value) : value);
      return each.json === value;
    })
  );
}
