import * as z from 'zod/mini';
import { api, sure } from '../api/client.js';
import { send } from '../api/send.js';
import type { ListedFault } from './fault-spec.js';
import { type FaultKind, kindsOf } from './kinds.js';

const at = (node: string, signal?: AbortSignal) => ({ params: { path: { node } }, signal: signal ?? null });

/** The active faults, in the order in which they act. */
export function activeFaults(node: string, signal?: AbortSignal): Promise<readonly ListedFault[]> {
  return sure(api.GET('/nodes/{node}/faults', at(node, signal)));
}

/** The faults that never acted since the last reset. */
export function unusedFaults(node: string, signal?: AbortSignal): Promise<readonly ListedFault[]> {
  return sure(api.GET('/nodes/{node}/faults/unused', at(node, signal)));
}

/** The kinds of faults. */
export async function faultKinds(node: string, signal?: AbortSignal): Promise<readonly FaultKind[]> {
  return kindsOf(await sure(api.GET('/nodes/{node}/faults/kinds', at(node, signal))));
}

const addedForm = z.looseObject({ name: z.string() });

/** Adds a fault; resolves to its name. */
export async function addFault(node: string, spec: Readonly<Record<string, unknown>>): Promise<string> {
  const path = `/nodes/${encodeURIComponent(node)}/faults`;
  return addedForm.parse(await send('POST', path, 'application/json', JSON.stringify(spec))).name;
}

/** Removes a fault. */
export async function removeFault(node: string, name: string): Promise<void> {
  await sure(api.DELETE('/nodes/{node}/faults/{name}', { params: { path: { node, name } } }));
}

/** Removes all faults. */
export async function removeFaults(node: string): Promise<void> {
  await sure(api.DELETE('/nodes/{node}/faults', at(node)));
}

const openrpcForm = z.looseObject({ methods: z.array(z.looseObject({ name: z.string() })) });

/** Names of the radio's methods. */
export async function methodNames(node: string, signal?: AbortSignal): Promise<readonly string[]> {
  const document = await sure(api.GET('/nodes/{node}/openrpc.json', at(node, signal)));
  return openrpcForm.parse(document).methods.map(({ name }) => name);
}
