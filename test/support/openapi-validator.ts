import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'vitest';

/** A parameter as the document has it. */
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: object;
}

/** An operation as the document has it. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

/** An OpenAPI document. */
export interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly [member: string]: unknown;
}

/** Validates replies against the OpenAPI document of the control plane that sent them. */
export class OpenApiValidator {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #document: OpenApi;
  /** By place in the document: to compile one takes longer than the request that it is for. */
  readonly #compiled = new Map<string, ValidateFunction>();

  private constructor(document: OpenApi) {
    this.#document = document;
    this.#ajv.addSchema(document, 'document');
  }

  /** The validator of a document's text; most simulators of a test run have the same. */
  static of(text: string): OpenApiValidator {
    const known = validators.get(text) ?? new OpenApiValidator(JSON.parse(text) as OpenApi);
    validators.set(text, known);
    return known;
  }

  /** Fails unless the document has this reply for this request. */
  validate(method: string, path: string, status: number, body: unknown, type = 'application/json'): void {
    const where = `${method} ${path} ${status}`;
    const template = this.#templateOf(path);
    // A path or method that does not exist is not in the document, and neither is its refusal.
    if (template === undefined || status === 405) return;
    const pointer = ['paths', template, method.toLowerCase(), 'responses', String(status)]
      .concat('content', type, 'schema')
      .map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const isValid = this.#compiled.get(pointer) ?? this.#ajv.compile({ $ref: `document#/${pointer}` });
    this.#compiled.set(pointer, isValid);
    expect(isValid(body), `${where}: ${JSON.stringify(body)}: ${this.#ajv.errorsText(isValid.errors)}`).toBe(
      true,
    );
  }

  /** Of several the one with the fewest parameters: `/journal/verify` is no number of an exchange. */
  #templateOf(path: string): string | undefined {
    const fits = (template: string) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
    const parameters = (template: string) => template.split('{').length;
    return Object.keys(this.#document.paths)
      .filter(fits)
      .sort((one, other) => parameters(one) - parameters(other))[0];
  }
}

const validators = new Map<string, OpenApiValidator>();
