import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { wireErrors } from '../../src/index.js';
import { cli, cliIn } from '../support/cli.js';
import { radioWithControlPlane } from '../support/control-plane-client.js';
import { outcome } from '../support/json-rpc-client.js';

interface OpenRpc {
  readonly 'x-trust-marks': Readonly<Record<string, string>>;
  readonly servers?: readonly { readonly url: string }[];
  readonly methods: readonly {
    readonly name: string;
    readonly 'x-access': string;
    readonly 'x-trust': string;
    readonly 'x-served-on': readonly string[];
    readonly 'x-stored-only'?: true;
    readonly 'x-reading'?: true;
    readonly 'x-state-params'?: readonly { readonly name: string; readonly schema: ParamSchema }[];
    readonly params: readonly {
      readonly name: string;
      readonly required: boolean;
      readonly schema: object;
    }[];
  }[];
}

interface ParamSchema {
  readonly 'x-values'?: readonly string[];
  readonly 'x-secret'?: true;
  readonly examples?: readonly string[];
}

const load = createRequire(import.meta.url);

interface MetaSchema {
  readonly $schema: string;
  readonly definitions: object;
}

/** What the OpenRPC project's own schema has against a document. */
function issuesOf(document: unknown): string {
  const { default: metaSchema } = load('@open-rpc/meta-schema') as { default: MetaSchema };
  const schema = Object.fromEntries(Object.entries(metaSchema).filter(([key]) => key !== '$schema'));
  // For these two it refers to a schema of JSON Schemas on the network.
  const reference = { type: 'object', required: ['$ref'], properties: { $ref: { type: 'string' } } };
  const definitions = {
    ...metaSchema.definitions,
    JSONSchema: { $ref: 'http://json-schema.org/draft-07/schema#' },
    referenceObject: { ...reference, additionalProperties: false },
  };
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile({ ...schema, definitions });
  return validate(document) ? '' : ajv.errorsText(validate.errors);
}

const rpc = (method: string, id: unknown = 1) => ({ jsonrpc: '2.0', id, method });

test('the document is of the form of OpenRPC, and lists each method with what it takes', async () => {
  const radio = await radioWithControlPlane({
    methods: [
      {
        name: 'own',
        params: [{ name: 'mode', kind: 'choice', values: ['a', 'b'], optional: true }],
        result: { any: 'thing' },
      },
    ],
  });
  const document = (await radio.get('/openrpc.json')) as OpenRpc;
  expect(issuesOf(document)).toBe('');
  expect(document.servers).toEqual([{ name: 'radio', url: radio.mock.http.url }]);
  expect(document.methods.map(({ name }) => name)).toEqual(
    radio.mock.methods.map(({ declaration }) => declaration.name),
  );
  const paramsOf = (name: string) => document.methods.find((each) => each.name === name)?.params;
  expect(paramsOf('own')).toEqual([
    { name: 'mode', required: false, schema: { type: 'string', enum: ['a', 'b'], description: 'a, b' } },
  ]);
  expect(paramsOf('power_dBm')).toMatchObject([
    {
      name: 'power_dBm',
      required: false,
      schema: { anyOf: [{ type: 'string' }, { minimum: 0, maximum: 39 }] },
    },
  ]);
  const marked = document.methods.filter((each) => each['x-stored-only']).map(({ name }) => name);
  expect(marked).toEqual(expect.arrayContaining(['radio_mode', 'beamform_enable', 'rts_disable']));
  expect(marked).not.toContain('freq');
  const trusts = document.methods.map((each) => each['x-trust']);
  expect(trusts).toContain('own');
  expect(trusts.filter((mark) => !(mark in document['x-trust-marks']))).toEqual([]);
});

test('a document that is none is found out', () => {
  expect(
    issuesOf({ openrpc: '1.3.2', info: { title: 'x', version: '1' }, methods: [{ name: 'a' }] }),
  ).toMatch(/params/);
});

test.each([
  ['power_dBm', '27', 27, 40],
  ['max_link_distance', '5', 5, -1],
])('what it says of %s is what the radio takes', async (method, text, number, wrong) => {
  const radio = await radioWithControlPlane();
  const { methods } = (await radio.get('/openrpc.json')) as OpenRpc;
  const [param] = methods.find(({ name }) => name === method)?.params ?? [];
  const validate = new Ajv({ strict: false }).compile(param?.schema ?? false);
  for (const value of [text, number]) {
    expect(validate(value)).toBe(true);
    expect(await outcome(radio.mock, method, [value])).toEqual(['']);
  }
  expect(validate(wrong)).toBe(false);
  expect(await outcome(radio.mock, method, [wrong])).toBe('INVALID_RANGE');
});

test('it tells what a patch of the state takes: readings, and settings with their values', async () => {
  const radio = await radioWithControlPlane();
  const { methods } = (await radio.get('/openrpc.json')) as OpenRpc;
  const readings = methods.filter((each) => each['x-reading']).map(({ name }) => name);
  expect(readings).toEqual(expect.arrayContaining(['read_current_temperature', 'input_voltage_monitoring']));
  expect(readings).not.toContain('freq');
  const paramsOf = (name: string) =>
    methods.find((each) => each.name === name)?.['x-state-params']?.map(({ schema }) => schema);
  expect(paramsOf('bw')).toMatchObject([
    { 'x-values': expect.arrayContaining(['5', '20']), 'x-unit': 'MHz' },
  ]);
  expect(paramsOf('freq')?.[0]?.examples).toContain('5000');
  expect(paramsOf('enc_key')).toMatchObject([{ 'x-secret': true }]);
  expect(paramsOf('radio_reset')).toBeUndefined();
  for (const name of readings) expect(await radio.get(`/state/${name}`)).toBeTruthy();
  // Whatever the document calls settable is: the values in force can be set again.
  const saved = (await radio.get('/state/saved')) as Record<string, string[]>;
  for (const { name, 'x-state-params': params } of methods) {
    const value = saved[name];
    if (params === undefined || value === undefined || value.length !== params.length || value[0] === '')
      continue;
    await radio.take('PATCH', '/state', { [name]: value });
  }
});

test('a choice among numbers takes the number too, by the document and by the radio', async () => {
  const params = [
    { name: 'step', kind: 'choice', values: ['1', '1.0', '10', 'NaN', 'Infinity', ''] },
  ] as const;
  const radio = await radioWithControlPlane({ methods: [{ name: 'own', params, result: ['{{params.0}}'] }] });
  const { methods } = (await radio.get('/openrpc.json')) as OpenRpc;
  const [param] = methods.find(({ name }) => name === 'own')?.params ?? [];
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(param?.schema ?? false);
  for (const value of ['1', '1.0', '', 'NaN', 10, 1]) {
    expect(validate(value), String(value)).toBe(true);
    expect(await outcome(radio.mock, 'own', [value])).toEqual([String(value)]);
  }
  expect(validate(2)).toBe(false);
  expect(await outcome(radio.mock, 'own', [2])).toBe('INVALID_RANGE');
});

test('each method that reads answers a call with no more than what the document calls required', async () => {
  const radio = await radioWithControlPlane();
  const { methods } = (await radio.get('/openrpc.json')) as OpenRpc;
  const reads = methods.filter((each) => each['x-access'].startsWith('read'));
  const example = new Map([
    ['destination', '310226'],
    ['neighbour', '310226'],
    ['measurement', '1'],
    ['class', '5'],
    ['protocol', '0'],
  ]);
  expect(reads.length).toBeGreaterThan(20);
  const asking = reads.filter(({ params }) => params.some((each) => each.required));
  expect(asking.length).toBeGreaterThan(2);
  for (const { name, params } of reads) {
    const required = params.filter((each) => each.required).map((each) => example.get(each.name));
    expect(required, name).not.toContain(undefined);
    expect(await outcome(radio.mock, name, required), name).toBeTypeOf('object');
    if (required.length > 0)
      expect(await outcome(radio.mock, name, required.slice(1)), name).toBe('INVALID_RANGE');
  }
});

test('it tells the ports that serve each method, as it is set now', async () => {
  const radio = await radioWithControlPlane({ http: { maintenanceMethods: false } });
  const portsOf = async (name: string) =>
    ((await radio.get('/openrpc.json')) as OpenRpc).methods.find((each) => each.name === name)?.[
      'x-served-on'
    ];
  expect(await portsOf('zeroize')).toEqual(['maintenance']);
  expect(await portsOf('freq')).toEqual(['http', 'https']);
  await radio.mock.reload({ http: { maintenanceMethods: true } });
  expect(await portsOf('zeroize')).toEqual(['http', 'maintenance', 'https']);
});

test('rpc.discover gives the same document, and is the only method', async () => {
  const radio = await radioWithControlPlane();
  const document = await radio.get('/openrpc.json');
  expect(await radio.take('POST', '/rpc', rpc('rpc.discover', 'x'))).toEqual({
    jsonrpc: '2.0',
    id: 'x',
    result: document,
  });
  expect(await radio.take('POST', '/rpc', rpc('freq'))).toEqual({
    jsonrpc: '2.0',
    id: 1,
    error: { code: wireErrors['Method not found'].code, message: 'Method not found' },
  });
  expect(await radio.refusal('POST', '/rpc', { method: 'rpc.discover' })).toMatch(
    /^400 OPTION_INVALID: .*jsonrpc/,
  );
});

test('the ports of the radio do not know it', async () => {
  const { mock } = await radioWithControlPlane();
  expect(await outcome(mock, 'rpc.discover')).toBe('Method not found');
});

test('methods --openrpc prints it, without the place of a radio', async () => {
  const { code, stdout } = await cli('methods', '--openrpc').ended;
  expect(code).toBe(0);
  const document = JSON.parse(stdout) as OpenRpc;
  expect(issuesOf(document)).toBe('');
  expect(document).not.toHaveProperty('servers');
  const env = { SILVUS_MOCK_MAINTENANCE_OVER_HTTP: 'false' };
  const { stdout: narrower } = await cliIn({ env }, 'methods', '--openrpc').ended;
  const zeroize = (JSON.parse(narrower) as OpenRpc).methods.find(({ name }) => name === 'zeroize');
  expect(zeroize?.['x-served-on']).toEqual(['maintenance']);
});
