import { z } from 'zod';

/** Path of a member: `power`, `power.maxDbm`. */
const field = z.string().min(1).max(64);

const text = z.string().min(1).max(512);

/** Statements that are public: what is known of which members, and where. */
export const publicFactsSchema = z
  .array(
    z.strictObject({
      fields: z.array(field).min(1).max(64),
      text,
      /** Keys of the sources in interface.md 0. */
      sources: z.array(z.string().min(1).max(64)).min(1).max(16),
    }),
  )
  .max(64);

/** Assumptions: what is assumed about which members. */
export const assumptionsSchema = z
  .array(z.strictObject({ fields: z.array(field).min(1).max(64), text }))
  .max(64);

/** The public facts and the assumptions of a model; a model of a user's own may leave them out. */
interface Provenance {
  readonly public?: z.output<typeof publicFactsSchema> | undefined;
  readonly assumed?: z.output<typeof assumptionsSchema> | undefined;
}

/** A field that a statement names and that does not exist. */
interface UnknownField {
  readonly path: readonly (string | number)[];
  readonly field: string;
  /** The fields that exist. */
  readonly allowed: string;
}

/** The fields of statements that name no member of these. */
export function unknownFields(
  provenance: Provenance,
  members: Readonly<Record<string, unknown>>,
): readonly UnknownField[] {
  const known = fieldsOf(members);
  const allowed = [...known].join(', ');
  return (['public', 'assumed'] as const).flatMap((kind) =>
    (provenance[kind] ?? []).flatMap(({ fields }, entry) =>
      fields.flatMap((name, index) =>
        known.has(name) ? [] : [{ path: [kind, entry, 'fields', index], field: name, allowed }],
      ),
    ),
  );
}

/** Paths of all members, however deep; a list is one member. */
function fieldsOf(members: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  return new Set(
    Object.entries(members).flatMap(([name, value]) => [
      name,
      ...(isObject(value) ? [...fieldsOf(value)].map((inner) => `${name}.${inner}`) : []),
    ]),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
