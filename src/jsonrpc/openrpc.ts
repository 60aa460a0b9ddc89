import { wireErrors } from '../core/errors.js';
import type { CatalogueEntry } from '../radio/catalogue.js';
import type { MethodDeclaration, Parameter } from '../radio/declaration.js';
import type { Domain } from '../radio/values/domain.js';
import { levelsOf } from '../radio/method-levels.js';
import { trustMarks } from '../radio/trust.js';
import { isNeeded } from '../radio/values/parameters.js';

/** Facts for the document besides the methods. */
interface OpenRpcFacts {
  /** Version of this package. */
  readonly version: string;
  /** URL of the radio's API, if known. */
  readonly url?: string;
  /** Names of the ports that serve a method. */
  readonly servedOn: (declaration: MethodDeclaration) => readonly string[];
}

type Node = Readonly<Record<string, unknown>>;

/** Errors of every method. */
const everyMethod = ['INVALID_RANGE', 'INTERNAL', 'UNAVAILABLE', 'BUSY', 'Authentication error'] as const;

/** The OpenRPC document of these methods. */
export function openRpcDocument(entries: readonly CatalogueEntry[], facts: OpenRpcFacts): Node {
  const { version, url } = facts;
  return {
    openrpc: '1.3.2',
    info: {
      title: 'A simulated StreamCaster radio',
      version,
      description: 'JSON-RPC 2.0 over HTTP. The radio itself does not serve this document.',
      license: { name: 'MIT' },
    },
    'x-trust-marks': trustMarks,
    ...(url === undefined ? {} : { servers: [{ name: 'radio', url }] }),
    methods: entries.map((entry) => methodOf(entry, facts)),
    components: {
      errors: Object.fromEntries(
        everyMethod.map((token) => [token, { code: wireErrors[token].code, message: token }]),
      ),
    },
  };
}

function methodOf(entry: CatalogueEntry, { servedOn }: OpenRpcFacts): Node {
  const { declaration } = entry;
  const { name, family, summary, access, effect, persistence, source, trust, storedOnly, assumption } =
    declaration;
  return {
    name,
    summary,
    tags: [{ name: family }],
    paramStructure: 'by-position',
    params: paramsOf(entry),
    result: { name: 'result', schema: resultOf(declaration.result) },
    errors: everyMethod.map((token) => ({ $ref: `#/components/errors/${token}` })),
    'x-access': access,
    'x-levels': levelsOf(declaration),
    'x-effect': effect,
    ...stateOf(entry),
    ...(storedOnly === undefined ? {} : { 'x-stored-only': storedOnly }),
    'x-persistence': persistence,
    'x-served-on': servedOn(declaration),
    'x-source': source,
    'x-trust': trust,
    ...(assumption === undefined ? {} : { 'x-assumption': assumption }),
  };
}

/** Value of the method in `PATCH /state`: a measured value, or its settings. */
function stateOf({ reading, isSettable, parameters }: CatalogueEntry): Node {
  if (!isSettable) return {};
  const isReading = reading.length > 0;
  const taken = (isReading ? reading : parameters).map((parameter) => paramOf(parameter, true));
  return { ...(isReading ? { 'x-reading': true } : {}), 'x-state-params': taken };
}

function paramsOf({ declaration, asks, parameters }: CatalogueEntry): readonly Node[] {
  const { access, settings } = declaration;
  // A read-only method may have parameters that only a patch uses.
  if (access === 'read') {
    const taken = asks.length > 0 || settings.length > 0 ? asks : parameters;
    return taken.map((parameter) => paramOf(parameter, true));
  }
  // With no more parameters than those of a read, a call is a read: the others are optional.
  const needed = asks.filter(isNeeded).length;
  return parameters.map((parameter, index) => paramOf(parameter, access !== 'read-write' || index < needed));
}

function paramOf(parameter: Parameter, isRequired: boolean): Node {
  const { name, domain, secret } = parameter;
  const schema = { ...schemaOf(domain), ...(secret === true ? { 'x-secret': true } : {}) };
  return { name, required: isRequired && isNeeded(parameter), schema };
}

/** The radio accepts a text, or the number for it. */
function schemaOf(domain: Domain): Node {
  const { kind, unit, range, values, allowed } = domain;
  const facts = { description: allowed, ...(unit === undefined ? {} : { 'x-unit': unit }) };
  switch (kind) {
    case 'integer':
    case 'decimal':
    case 'frequency': {
      const number = kind === 'integer' ? 'integer' : 'number';
      const bounds = range === undefined ? {} : { minimum: range.min, maximum: range.max };
      const text = { type: 'string', pattern: '^-?[0-9]+(\\.[0-9]+)?$' };
      // Of a frequency neither range nor list says what is allowed. Those of other kinds may take long to make.
      const examples = kind === 'frequency' ? { examples: domain.examples } : {};
      return { ...facts, ...examples, anyOf: [text, { type: number, ...bounds }] };
    }
    case 'choice':
      return { ...facts, type: ['string', 'number'], ...valuesOf(values) };
    case 'name':
      return { ...facts, ...namesOf(values) };
    case 'text':
      return { ...facts, type: ['string', 'number'] };
    case 'order':
      return { ...facts, type: ['object', 'string'] };
  }
}

/** The values of a choice in their shortest form; `20.0` is one too, so that they are no `enum`. */
function valuesOf(values: readonly string[] | undefined): Node {
  return values === undefined ? {} : { examples: values, 'x-values': values };
}

/** Names, and for names that are numbers the numbers too. */
function namesOf(names: readonly string[] = []): Node {
  const numbers = names.filter((name) => String(Number(name)) === name).map(Number);
  const accepted = numbers.filter(Number.isFinite);
  return { type: accepted.length === 0 ? 'string' : ['string', 'number'], enum: [...names, ...accepted] };
}

/** The result in a declaration is an example if it is JSON, else a description. */
function resultOf(result: string): Node {
  try {
    const example: unknown = JSON.parse(result);
    const type = Array.isArray(example) ? { type: 'array' } : {};
    return { ...type, examples: [example] };
  } catch {
    return { description: result };
  }
}
