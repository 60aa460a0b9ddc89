import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';

/** A parameter as the document has it. */
export interface Parameter {
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

/** What the control plane says of itself. */
export interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly [member: string]: unknown;
}

/** Judges replies by the document of the control plane that gave them. */
export class OpenApiJudge {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #document: OpenApi;

  constructor(document: OpenApi) {
    this.#document = document;
    this.#ajv.addSchema(document, 'document');
  }

  /** Fails unless the document has this reply for this request. */
  judge(method: string, path: string, status: number, body: unknown, type = 'application/json'): void {
    const where = `${method} ${path} ${status}`;
    const template = this.#templateOf(path);
    // A path or method that does not exist is not in the document, and neither is its refusal.
    if (template === undefined || status === 405) return;
    const pointer = ['paths', template, method.toLowerCase(), 'responses', String(status)]
      .concat('content', type, 'schema')
      .map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const validate = this.#ajv.compile({ $ref: `document#/${pointer}` });
    expect(
      validate(body),
      `${where}: ${JSON.stringify(body)}: ${this.#ajv.errorsText(validate.errors)}`,
    ).toBe(true);
  }

  #templateOf(path: string): string | undefined {
    const paths = Object.keys(this.#document.paths);
    const form = (template: string) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    return paths.find((each) => each === path) ?? paths.find((each) => form(each).test(path));
  }
}
