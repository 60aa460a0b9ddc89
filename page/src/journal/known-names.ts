import * as z from 'zod/mini';
import { api, sure } from '../api/client.js';
import type { KnownNames } from './journal-filter.js';

/** The parts of the OpenRPC document that name methods and errors. */
const documentSchema = z.object({
  methods: z.array(z.object({ name: z.string() })),
  components: z.optional(z.object({ errors: z.optional(z.record(z.string(), z.unknown())) })),
});

/** Outcomes beside the errors of the radio. */
const ownOutcomes = ['ok', 'cancelled'];

/** The methods and outcomes of a radio. */
export async function loadNames(node: string, signal: AbortSignal): Promise<Required<KnownNames>> {
  const reply = await sure(api.GET('/nodes/{node}/openrpc.json', { params: { path: { node } }, signal }));
  const { methods, components } = documentSchema.parse(reply);
  return {
    methods: new Set(methods.map(({ name }) => name)),
    outcomes: new Set([...ownOutcomes, ...Object.keys(components?.errors ?? {})]),
  };
}
