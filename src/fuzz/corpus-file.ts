import { z } from 'zod';
import type { GeneratorName, PromiseName } from '../fast-check/case.js';
import type { FuzzCase } from './fuzz-case.js';
import type { RuleName } from './violation.js';

const generators = [
  'valid-call',
  'boundary-call',
  'invalid-call',
  'envelope',
  'batch',
  'lenient-form',
  'nearly-json',
  'framing',
  'interleaving',
  'command',
] as const satisfies readonly GeneratorName[];

const promises = [
  'one-answer',
  'id-echoed',
  'shape',
  'refused',
  'accepted',
  'unchanged-by-error',
  'read-after-write',
  'flash',
  'blackout',
  'queue',
  'framing',
  'alive',
] as const satisfies readonly PromiseName[];

const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('result') }),
  z.object({ kind: z.literal('any') }),
  z.object({ kind: z.literal('error'), codes: z.array(z.number()) }),
]);

const call = z.object({
  method: z.string(),
  params: z.array(z.string()),
  kind: z.enum(['read', 'write', 'action']),
  outcome,
});

const element = z.object({
  id: z.union([z.string(), z.number(), z.null()]),
  outcome,
  call: call.exactOptional(),
});

const reply = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('single'), element }),
  z.object({ kind: z.literal('batch'), elements: z.array(element) }),
]);

const why = z.object({
  generator: z.enum(generators),
  property: z.enum(promises),
  boundary: z.string().exactOptional(),
  difference: z.string().exactOptional(),
});

const step = z.object({
  port: z.enum(['http', 'maintenance']),
  /** The bytes of the request, in base64. */
  bytes: z.base64(),
  /** The same as text, for people: bytes that are no UTF-8 are replaced. */
  text: z.string(),
  calls: z.array(call),
  reply,
  why,
  cuts: z.array(z.int().min(0)).exactOptional(),
});

/** Content of a file of the corpus. */
const corpusFile = z.object({
  version: z.literal(1),
  signature: z.string(),
  rule: z.enum([...promises, 'no-internal-error', 'latency']),
  message: z.string(),
  /** The target at which it was found. */
  url: z.url(),
  maintenance: z.string().optional(),
  seed: z.number().optional(),
  path: z.string().optional(),
  steps: z.array(step).min(1),
  isConcurrent: z.boolean().exactOptional(),
});

/** A case that once broke a rule. */
export interface CorpusCase {
  readonly signature: string;
  readonly rule: RuleName;
  readonly message: string;
  readonly url: string;
  readonly maintenance?: string | undefined;
  readonly seed?: number | undefined;
  readonly path?: string | undefined;
  readonly fuzzCase: FuzzCase;
}

/** Writes a case as the text of a file. */
export function corpusText({ fuzzCase, ...facts }: CorpusCase): string {
  const { isConcurrent } = fuzzCase;
  const steps = fuzzCase.steps.map(({ port, request: { bytes, ...request }, cuts }) => ({
    port,
    bytes: Buffer.from(bytes).toString('base64'),
    text: Buffer.from(bytes).toString(),
    ...request,
    cuts,
  }));
  return `${JSON.stringify({ version: 1, ...facts, isConcurrent, steps }, undefined, 2)}\n`;
}

/** Reads the text of a file; a text says why it is none. */
export function readCorpusText(text: string): CorpusCase | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const read = corpusFile.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it is no case'}`;
  }
  const { steps, isConcurrent, ...facts } = read.data;
  return {
    ...facts,
    fuzzCase: {
      ...(isConcurrent === undefined ? {} : { isConcurrent }),
      steps: steps.map(({ port, bytes, calls, reply: expected, why: made, cuts }) => ({
        port,
        request: { bytes: Uint8Array.from(Buffer.from(bytes, 'base64')), calls, reply: expected, why: made },
        ...(cuts === undefined ? {} : { cuts }),
      })),
    },
  };
}
