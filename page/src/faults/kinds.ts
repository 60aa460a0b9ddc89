import * as z from 'zod/mini';
import { type FormField, fieldsOf } from './form-fields.js';

/** A kind of fault, as it declares itself. */
export interface FaultKind {
  readonly name: string;
  readonly summary: string;
  /** Subject: `commands`. */
  readonly about: string;
  /** Fields of its form: its own parameters, then the members that every fault has. */
  readonly fields: readonly FormField[];
}

const kindsForm = z.array(
  z.looseObject({
    name: z.string(),
    summary: z.string(),
    about: z.string(),
    params: z.unknown(),
    common: z.unknown(),
  }),
);

/** The kinds in the reply of GET /faults/kinds. Throws for another reply. */
export function kindsOf(reply: unknown): readonly FaultKind[] {
  return kindsForm.parse(reply).map(({ name, summary, about, params, common }) => ({
    name,
    summary,
    about,
    fields: [...fieldsOf(params), ...fieldsOf(common)],
  }));
}

/** Kinds that act on the same. */
interface KindGroup {
  readonly title: string;
  readonly kinds: readonly FaultKind[];
}

const titles: Readonly<Record<string, string>> = {
  commands: 'Commands and their replies',
  connections: 'Connections',
  reports: 'Reports by UDP',
};

/** The kinds whose name, summary or parameters have all words of a search, by what they act on. */
export function groupsOf(kinds: readonly FaultKind[], search: string): readonly KindGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, FaultKind[]>();
  for (const kind of kinds) {
    const text = [kind.name, kind.summary, ...kind.fields.map(({ path }) => path)].join(' ').toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const group = groups.get(kind.about) ?? [];
    group.push(kind);
    groups.set(kind.about, group);
  }
  return [...groups].map(([about, found]) => ({ title: titles[about] ?? about, kinds: found }));
}

/** A fault that one click puts on. */
interface Preset {
  readonly kind: FaultKind;
  /** Text of its button: `latency 400ms`. */
  readonly label: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Kinds that are wanted often, in the order of their buttons. */
const common = ['busy', 'unavailable', 'latency', 'no-reply', 'close', 'rst', 'garbage', 'half-open'];

/** Presets of the common kinds: what they require is the example of their declaration, all else its default. */
export function presetsOf(kinds: readonly FaultKind[]): readonly Preset[] {
  return common.flatMap((wanted) => {
    const kind = kinds.find(({ name }) => name === wanted);
    if (kind === undefined) return [];
    const required = kind.fields.filter(({ isRequired }) => isRequired);
    const examples = required.map(({ path, example }) => [path, example ?? ''] as const);
    if (examples.some(([, example]) => example === '')) return [];
    const label = [kind.name, ...examples.map(([, example]) => example)].join(' ');
    return [{ kind, label, values: Object.fromEntries(examples) }];
  });
}
