import * as z from 'zod/mini';

/** Schema of a parameter: the parts of it that a form is made from. Others are allowed and left out. */
const paramSchema = z.object({
  name: z.string(),
  schema: z.object({
    type: z.optional(z.union([z.string(), z.array(z.string())])),
    description: z.optional(z.string()),
    enum: z.optional(z.array(z.unknown())),
    anyOf: z.optional(z.array(z.unknown())),
    'x-unit': z.optional(z.string()),
    'x-values': z.optional(z.array(z.string())),
    'x-secret': z.optional(z.boolean()),
  }),
});

/** A parameter of a method in the OpenRPC document. */
export type Param = z.output<typeof paramSchema>;

const methodSchema = z.object({
  name: z.string(),
  summary: z.optional(z.string()),
  tags: z.optional(z.array(z.object({ name: z.string() }))),
  params: z.array(paramSchema),
  'x-access': z.optional(z.string()),
  'x-effect': z.optional(z.string()),
  'x-state-params': z.optional(z.array(paramSchema)),
});

const documentSchema = z.object({ methods: z.array(methodSchema) });

/** A method of the radio. */
export interface Method {
  readonly name: string;
  readonly summary: string;
  /** Its first tag: `rf`. */
  readonly family: string;
  /** `read`, `read-write`, `write`, `action`. */
  readonly access: string;
  /** `none`, or what a write causes: `soft-boot`. */
  readonly effect: string;
  /** Parameters of a write. */
  readonly params: readonly Param[];
  /** Values that `PATCH /state` takes; undefined if it takes none. */
  readonly stateParams: readonly Param[] | undefined;
}

/** The methods of an OpenRPC document, in its order. Throws for another document. */
export function methodsOf(document: unknown): readonly Method[] {
  return documentSchema.parse(document).methods.map((method) => ({
    name: method.name,
    summary: method.summary ?? '',
    family: method.tags?.[0]?.name ?? 'other',
    access: method['x-access'] ?? 'read',
    effect: method['x-effect'] ?? 'none',
    params: method.params,
    stateParams: method['x-state-params'],
  }));
}

/** True for a method that measures something that can be put. */
export function isReading({ access, stateParams }: Method): boolean {
  return access === 'read' && stateParams !== undefined;
}

/** True for a method that a form can be made for: it writes or acts, and takes texts. */
export function isSteerable({ access, params }: Method): boolean {
  return access !== 'read' && params.every(({ schema }) => schema.type !== 'object');
}
