import { z } from 'zod';
import { type RecordedPage, recordedPages } from '../../journal/exchange.js';
import { peerMeaning } from '../../journal/query.js';
import { type PortName, apiPortNames } from '../../ports/registry.js';
import { ControlError } from '../server/control-error.js';

/** Parameters of a query that choose exchanges; all that are given must fit. */
export const filterShape = {
  method: z.string().optional().describe('name of a method of the radio'),
  unknownMethod: z.string().optional().describe('a method that the radio does not have'),
  outcome: z.string().optional().describe("ok, cancelled, or the error's message"),
  unknownOutcome: z.string().optional().describe('an outcome that the radio does not have'),
  port: z.enum(apiPortNames).optional(),
  page: z.enum(recordedPages).optional().describe('only exchanges with this page beside the API'),
  peer: z.string().min(1).optional().describe(peerMeaning),
  fault: z.string().optional().describe('name of an applied fault'),
};

/** Values of {@link filterShape}. */
export interface ExchangeFilter {
  readonly method?: string | undefined;
  readonly unknownMethod?: string | undefined;
  readonly outcome?: string | undefined;
  readonly unknownOutcome?: string | undefined;
  readonly port?: PortName | undefined;
  readonly page?: RecordedPage | undefined;
  readonly peer?: string | undefined;
  readonly fault?: string | undefined;
}

/** The journal's query of a filter. Throws `OPTION_INVALID` for a name that is given in both forms. */
export function queryOf({ method, unknownMethod, outcome, unknownOutcome, ...rest }: ExchangeFilter) {
  return {
    method: oneOf('method', method, 'unknownMethod', unknownMethod),
    outcome: oneOf('outcome', outcome, 'unknownOutcome', unknownOutcome),
    ...rest,
  };
}

function oneOf(key: string, known: string | undefined, otherKey: string, unknown: string | undefined) {
  if (unknown === undefined) return known;
  if (known === undefined) return { unknown };
  throw new ControlError('OPTION_INVALID', `query: ${otherKey}: is given with ${key}; allowed: one of them`);
}
