import { z } from 'zod';
import { SilvusMockError } from '../../core/errors.js';
import { mapField } from '../../documents/collections.js';
import { ControlError } from '../server/control-error.js';
import type { UncheckedRadioState } from '../../command-path/state.js';
import { nodeRoute } from './route.js';

type Single = string | number;

/** Maximum number of settings and readings of a patch, and of values of one. */
const maxSettings = 500;
const maxValues = 64;

const isSingle = (value: unknown): value is Single => typeof value === 'string' || typeof value === 'number';
const isValue = (value: unknown) =>
  isSingle(value) || (Array.isArray(value) && value.length <= maxValues && value.every(isSingle));
const singleTypes = ['string', 'number'];

const value = z
  .custom<Single | Single[]>(isValue, {
    error: 'is not allowed; allowed: a text, a number, or an array of at most 64 of them',
  })
  .meta({ type: [...singleTypes, 'array'], items: { type: singleTypes } });

/** Comma-separated methods: `freq,bw`. Which there are depends on the radio. */
const methodsField = z
  .string()
  .transform((text) => text.split(',').map((each) => each.trim()))
  .refine((names) => names.length <= maxSettings, { error: `has too many; allowed: ${maxSettings}` });

const settings = z.record(z.string(), z.array(z.string())).describe('values by setting');

const readable = z.record(z.string(), z.unknown()).describe('current result of a read, by method');

/** Direct access to the radio's settings and readings. */
export const stateRoutes = [
  nodeRoute({
    method: 'GET',
    path: '/state',
    summary: 'Current results of all readable methods, or of some',
    query: { methods: methodsField.optional().describe('comma-separated methods; default: all') },
    reply: readable,
    handle: ({ node: { state }, query: { methods } }) =>
      methods === undefined ? state.readAll() : state.readSome(methods, 'query: methods'),
  }),
  nodeRoute({
    method: 'PATCH',
    path: '/state',
    summary: 'Change settings and readings without the effects of a write: all of them or none',
    body: mapField(value, { max: maxSettings }),
    reply: readable,
    handle: ({ node: { state }, body }) => {
      state.patch(body);
      return state.readAll();
    },
  }),
  nodeRoute({
    method: 'GET',
    path: '/state/saved',
    summary: 'Settings in flash, which the next reboot loads',
    reply: settings,
    handle: ({ node: { state } }) => state.saved(),
  }),
  nodeRoute({
    method: 'GET',
    path: '/state/factory',
    summary: 'Settings from the factory, which a factory reset restores',
    reply: settings,
    handle: ({ node: { state } }) => state.factory(),
  }),
  nodeRoute({
    method: 'GET',
    path: '/state/{method}',
    summary: 'Current result of one method',
    params: { method: z.string() },
    reply: z.strictObject({ value: z.unknown() }),
    errors: ['NOT_FOUND'],
    handle: ({ node: { state }, params: { method } }) => ({ value: readOne(state, method) }),
  }),
];

/** An unknown method is part of the path here, so the error is `NOT_FOUND` and not `OPTION_INVALID`. */
function readOne(state: UncheckedRadioState, method: string) {
  try {
    return state.read(method);
  } catch (error) {
    if (!(error instanceof SilvusMockError) || error.code !== 'OPTION_INVALID') throw error;
    throw new ControlError('NOT_FOUND', error.message);
  }
}
