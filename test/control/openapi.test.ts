import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { radioWithControlPlane } from '../support/control-plane-client.js';
import type { OpenApi, Operation } from '../support/openapi-validator.js';

/** The routes of a simulator as a whole, as users were promised them. */
const shared = [
  'GET /',
  'GET /page/{file}',
  'GET /version',
  'GET /openapi.json',
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
  'GET /config',
  'POST /close',
  'POST /config/reload',
  'GET /events',
  'GET /log',
  'GET /log/level',
  'PUT /log/level',
  'GET /scenarios',
  'GET /nodes',
  'POST /nodes',
  'POST /nodes/reset',
  'DELETE /nodes/{node}',
  'GET /network',
  'GET /network/events',
  'GET /network/explain',
  'GET /network/steering',
  'POST /network/steering',
];

/** Those of its node, each also at `/nodes/{node}`. */
const ofNode = [
  'GET /status',
  'GET /health',
  'GET /state',
  'PATCH /state',
  'GET /state/saved',
  'GET /state/factory',
  'GET /state/{method}',
  'GET /mode',
  'PUT /mode',
  'GET /blackout',
  'POST /blackout',
  'DELETE /blackout',
  'GET /worker',
  'POST /worker/pause',
  'POST /worker/resume',
  'GET /faults',
  'GET /faults/kinds',
  'GET /faults/unused',
  'POST /faults',
  'DELETE /faults',
  'DELETE /faults/{name}',
  'GET /journal',
  'DELETE /journal',
  'GET /journal/{n}',
  'POST /journal/verify',
  'POST /journal/verify-order',
  'GET /journal/fixture',
  'GET /scenario',
  'PUT /scenario',
  'DELETE /scenario',
  'GET /clock',
  'POST /clock/advance',
  'POST /clock/run-until-idle',
  'GET /received',
  'POST /rpc',
  'GET /openrpc.json',
  'POST /reset',
  'POST /call',
];

const promised = [...shared, ...ofNode, ...ofNode.map((name) => name.replace(' /', ' /nodes/{node}/'))];

interface Listed {
  readonly name: string;
  readonly path: string;
  readonly operation: Operation;
}

const listed = ({ paths }: OpenApi): readonly Listed[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      operation,
    })),
  );

async function documentOf(options = {}, headers = {}): Promise<OpenApi> {
  return (await (await radioWithControlPlane(options, headers)).get('/openapi.json')) as OpenApi;
}

test('the document lists every route, and each answers', async () => {
  const radio = await radioWithControlPlane();
  const routes = listed((await radio.get('/openapi.json')) as OpenApi).map(({ name }) => name);
  expect([...routes].sort()).toEqual([...promised].sort());
  for (const name of routes) {
    const [method = '', path = ''] = name.split(' ');
    if (name === 'GET /events') continue;
    const { status } = await radio.ask(method, path.replace('{method}', 'freq').replace('{node}', '1'));
    expect([name, status]).not.toEqual([name, 405]);
    if (!path.includes('{')) expect([name, status]).not.toEqual([name, 404]);
  }
});

test('it is of the form of OpenAPI 3.1', async () => {
  const document = await documentOf();
  expect(document.openapi).toBe('3.1.0');
  expect(document).toMatchObject({ info: { title: expect.any(String), version: expect.any(String) } });
  const ids = listed(document).map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { name, path, operation } of listed(document)) {
    expect(operation.summary, name).toMatch(/^[A-Z]/);
    const inPath = (operation.parameters ?? []).filter((each) => each.in === 'path').map((each) => each.name);
    expect(inPath, name).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, param]) => param));
    for (const parameter of operation.parameters ?? [])
      expect(parameter.required).toBe(parameter.in === 'path');
    for (const [status, { content }] of Object.entries(operation.responses)) {
      expect(status).toMatch(/^[2-5]\d\d$/);
      expect(Object.keys(content)).toHaveLength(1);
    }
  }
});

test('every schema in it is one, and refers to nothing that is not there', async () => {
  const document = await documentOf();
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema(document, 'document');
  const schemas = listed(document).flatMap(({ operation: { parameters = [], requestBody, responses } }) => [
    ...parameters.map(({ schema }) => schema),
    ...Object.values(requestBody?.content ?? {}).map(({ schema }) => schema),
    ...Object.values(responses).flatMap(({ content }) => Object.values(content).map(({ schema }) => schema)),
  ]);
  expect(schemas.length).toBeGreaterThan(100);
  // Many routes share one: each text is compiled once.
  for (const text of new Set(schemas.map((schema) => JSON.stringify(schema)))) {
    expect(ajv.validateSchema(JSON.parse(text) as object), ajv.errorsText()).toBe(true);
    expect(() => ajv.compile(JSON.parse(text.replaceAll('"#/', '"document#/')) as object)).not.toThrow();
  }
});

test.each([
  ['POST /blackout', { duration: '5s' }, { duration: '5 parsec' }],
  ['POST /blackout', { duration: 5, cause: 'reboot' }, { duration: 5, cause: 'offline' }],
  ['PATCH /state', { freq_bw: ['4700', 20] }, { freq: true }],
  ['POST /faults', { kind: 'latency', ms: '1s', jitter: 5 }, { kind: 'latency' }],
  ['POST /faults', { kind: 'busy', match: { method: 'freq' } }, { kind: 'busy', ms: 4 }],
  ['PUT /mode', { mode: 'offline' }, { mode: 'off' }],
  ['POST /journal/verify', { method: 'freq', times: 0 }, { times: -1 }],
  ['POST /journal/verify', { method: 'freq', atMost: 0 }, { atLeast: 0 }],
])('what it says of the body of %s is what is taken', async (name, right, wrong) => {
  const radio = await radioWithControlPlane();
  const document = (await radio.get('/openapi.json')) as OpenApi;
  const { operation } = listed(document).find((each) => each.name === name) ?? {};
  const schema = operation?.requestBody?.content['application/json']?.schema ?? false;
  const validate = new Ajv2020({ strict: false }).compile(schema);
  const [method = '', path = ''] = name.split(' ');
  expect([validate(wrong), (await radio.ask(method, path, wrong)).status]).toEqual([false, 400]);
  expect(validate(right)).toBe(true);
  expect((await radio.ask(method, path, right)).status).toBeLessThan(300);
});

test('it asks for a token where one is set', async () => {
  const open = await documentOf();
  expect(open).not.toHaveProperty('security');
  const closed = await documentOf({ control: { token: 'hush' } }, { Authorization: 'Bearer hush' });
  expect(closed).toMatchObject({
    security: [{ token: [] }],
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  });
  expect(closed.paths['/state']?.['get']?.responses).toHaveProperty('401');
});
