import type { z } from 'zod';
import { type ControlErrorCode, controlErrors } from '../server/control-error.js';
import type { Route } from './route.js';
import { packageFacts } from '../../core/process/package-facts.js';
import { inputSchemaOf } from '../../documents/input-schema.js';

type Node = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document of these routes, from the schemas that check requests. */
export function openApiDocument(routes: readonly Route[], needsToken: boolean): Node {
  const paths = new Map<string, Record<string, Node>>();
  for (const route of routes) {
    const operations = paths.get(route.path) ?? {};
    operations[route.method.toLowerCase()] = operation(route, needsToken);
    paths.set(route.path, operations);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Control plane of silvus-mock',
      version: packageFacts().version,
      description: 'Controls and observes a simulated radio, independent of its own interface.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    ...(needsToken ? { security: [{ token: [] }] } : {}),
    paths: Object.fromEntries(paths),
    components: {
      schemas: { Error: errorSchema },
      ...(needsToken ? { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } } : {}),
    },
  };
}

/** One issue of a configuration, with `CONFIG_INVALID`. */
const issueSchema: Node = {
  type: 'object',
  required: ['message'],
  additionalProperties: false,
  properties: {
    file: { type: 'string' },
    line: { type: 'integer' },
    column: { type: 'integer' },
    key: { type: 'string' },
    message: { type: 'string' },
  },
};

const errorSchema: Node = {
  type: 'object',
  required: ['error'],
  additionalProperties: false,
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      additionalProperties: false,
      properties: {
        code: { enum: Object.keys(controlErrors) },
        message: { type: 'string' },
        issues: { type: 'array', items: issueSchema },
        faults: { type: 'array', items: issueSchema, deprecated: true, description: 'older name of issues' },
      },
    },
  },
};

function operation(route: Route, needsToken: boolean): Node {
  const { method, path, summary, body } = route;
  const content = body === undefined ? {} : { ...json(schemaOf(body)), ...yamlOf(route) };
  const parameters = [...parametersOf(route, 'path'), ...parametersOf(route, 'query')];
  return {
    operationId: [method.toLowerCase(), ...wordsOf(path)].join('-'),
    summary,
    tags: [path === '/' ? 'page' : (path.split(/[/.]/)[1] ?? '')],
    ...(needsToken && route.kind === 'file' ? { security: [] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: { required: true, content } }),
    responses: { ...errorResponses(route, needsToken), ...replies(route) },
  };
}

function wordsOf(path: string): readonly string[] {
  return path === '/' ? ['page'] : path.split(/[^a-z]+/).filter(Boolean);
}

/** A body in YAML is of the same form as one in JSON; a schema would be one of its text. */
function yamlOf({ takesYaml }: Route): Node {
  return takesYaml ? text('application/yaml') : {};
}

function parametersOf(route: Route, place: 'path' | 'query'): readonly Node[] {
  const shape: z.ZodRawShape = (place === 'path' ? route.params : route.query).shape;
  return Object.entries(shape).map(([name, field]) => {
    const { description, ...schema } = schemaOf(field);
    const required = place === 'path';
    return { name, in: place, required, ...(description === undefined ? {} : { description }), schema };
  });
}

function replies(route: Route): Node {
  if (route.kind === 'stream') {
    return { 200: { description: route.summary, content: text('text/event-stream') } };
  }
  if (route.kind === 'text')
    return { 200: { description: route.summary, content: text(route.contentType.replace(/;.*/, '')) } };
  if (route.kind === 'file') return { 200: { description: route.summary, content: text(route.mediaType) } };
  const content = json(schemaOf(route.reply));
  return Object.fromEntries(
    route.statuses.map((status) => [status, { description: route.summary, content }]),
  );
}

/** The errors of every request, and the specific ones of this route. */
function errorResponses({ errors, kind }: Route, needsToken: boolean): Node {
  const codes: readonly ControlErrorCode[] = [
    'OPTION_INVALID',
    ...(needsToken && kind !== 'file' ? (['UNAUTHORIZED'] as const) : []),
    'TOO_MANY_CONNECTIONS',
    'FORBIDDEN',
    ...errors,
    'TOO_LARGE',
    'UNSUPPORTED_MEDIA_TYPE',
    'INTERNAL',
  ];
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
  return Object.fromEntries(
    codes.map((code) => {
      const { status, when } = controlErrors[code];
      return [status, { description: `${code}: ${when}`, content }];
    }),
  );
}

const text = (mediaType: string): Node => ({ [mediaType]: { schema: { type: 'string' } } });

const json = (schema: Node): Node => ({ 'application/json': { schema } });

function schemaOf(schema: z.core.$ZodType): Node {
  const node: Record<string, unknown> = { ...inputSchemaOf(schema) };
  // The document declares it once for all schemas.
  delete node['$schema'];
  return node;
}
