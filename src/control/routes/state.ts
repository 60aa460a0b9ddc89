import { z } from 'zod';
import { SilvusMockError } from '../../core/errors.js';
import { ControlError } from '../server/control-error.js';
import type { RadioState } from '../../command-path/state.js';
import { nodeRoute } from './route.js';

type Single = string | number;

const isSingle = (value: unknown): value is Single => typeof value === 'string' || typeof value === 'number';
const isValue = (value: unknown) => isSingle(value) || (Array.isArray(value) && value.every(isSingle));
const singleTypes = ['string', 'number'];

const value = z
  .custom<Single | Single[]>(isValue, {
    error: 'is not allowed; allowed: a text, a number, or an array of them',
  })
  .meta({ type: [...singleTypes, 'array'], items: { type: singleTypes } });

const readable = z.record(z.string(), z.unknown()).describe('the answer to a read, by method');

/** The radio's settings and readings, past its command path. */
export const stateRoutes = [
  nodeRoute({
    method: 'GET',
    path: '/state',
    summary: 'The present answer to a read of each method',
    reply: readable,
    handle: ({ node: { state } }) => state.readAll(),
  }),
  nodeRoute({
    method: 'PATCH',
    path: '/state',
    summary: 'Set settings as if the radio had had them all along: all of them, or none',
    body: z.object({}).catchall(value),
    reply: readable,
    handle: ({ node: { state }, body }) => {
      state.patch(body);
      return state.readAll();
    },
  }),
  nodeRoute({
    method: 'GET',
    path: '/state/saved',
    summary: 'The settings in flash, which the next reboot loads',
    reply: z.record(z.string(), z.array(z.string())),
    handle: ({ node: { state } }) =>
      Object.fromEntries(Object.entries(state.saved()).map(([name, values]) => [name, [...values]])),
  }),
  nodeRoute({
    method: 'GET',
    path: '/state/{method}',
    summary: 'The present answer to a read of one method',
    params: { method: z.string() },
    reply: z.strictObject({ value: z.unknown() }),
    refusals: ['NOT_FOUND'],
    handle: ({ node: { state }, params: { method } }) => ({ value: readOne(state, method) }),
  }),
];

/** A path that does not lead anywhere is not found, whatever the library says of the same name. */
function readOne(state: RadioState, method: string) {
  try {
    return state.read(method);
  } catch (fault) {
    if (!(fault instanceof SilvusMockError) || fault.code !== 'OPTION_INVALID') throw fault;
    throw new ControlError('NOT_FOUND', fault.message);
  }
}
