import { expect, test } from 'vitest';
import { placed } from '../../page/src/faults/error-places.js';
import { bodyOf } from '../../page/src/faults/form-body.js';
import { type FormField, fieldsOf } from '../../page/src/faults/form-fields.js';
import { faultKinds } from '../../src/index.js';
import { type ControlPlaneClient, radioWithControlPlane } from '../support/control-plane-client.js';

interface Kind {
  readonly name: string;
  readonly params: unknown;
  readonly common: unknown;
}

const names = faultKinds.map(({ name }) => name);

/** A radio, and the forms of the kinds as it declares them. */
async function radioWithForms(): Promise<{
  readonly radio: ControlPlaneClient;
  readonly formOf: (kind: string) => readonly FormField[];
}> {
  const radio = await radioWithControlPlane();
  const kinds = (await radio.get('/faults/kinds')) as Kind[];
  const formOf = (wanted: string) => {
    const { params, common } = kinds.find(({ name }) => name === wanted) ?? {};
    return [...fieldsOf(params), ...fieldsOf(common)];
  };
  return { radio, formOf };
}

test('the form of no kind has a field of an unknown type', async () => {
  const { formOf } = await radioWithForms();
  for (const name of names) {
    const fields = formOf(name);
    expect(fields.filter(({ control }) => control === 'unknown')).toEqual([]);
    expect(fields.filter(({ control, choices }) => control === 'choice' && choices.length === 0)).toEqual([]);
    expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
  }
});

test('each declared type has its control, with its bounds, default and description', async () => {
  const { formOf } = await radioWithForms();
  const controls = Object.fromEntries(formOf('latency').map(({ path, control }) => [path, control]));
  expect(controls).toEqual({
    ms: 'duration',
    jitter: 'duration',
    distribution: 'choice',
    name: 'text',
    'match.method': 'text-or-json',
    'match.access': 'choice',
    'match.port': 'choice',
    'match.peer': 'text',
    'match.nth': 'whole',
    'match.params': 'json',
    probability: 'number',
    times: 'whole',
    for: 'duration',
    delayBefore: 'duration',
  });
  const [ms, jitter, distribution] = formOf('latency');
  expect(ms).toMatchObject({ isRequired: true, example: '400ms' });
  expect(jitter).toMatchObject({ isRequired: false, default: '0ms' });
  expect(distribution).toMatchObject({
    choices: ['uniform', 'normal', 'exponential'],
    default: 'uniform',
  });
  expect(formOf('chunked')[0]).toEqual({
    path: 'bytes',
    name: 'bytes',
    control: 'whole',
    isRequired: false,
    description: 'bytes of a chunk',
    default: '16',
    choices: [],
    min: 1,
    max: 65_536,
  });
  // The bounds of every whole number are none.
  expect(formOf('error')[1]).not.toHaveProperty('max');
  expect(formOf('reply').slice(0, 2)).toMatchObject([{ control: 'json' }, { control: 'json' }]);
});

test('a schema of no known form is asked for as JSON, and says that it is unknown', () => {
  const schema = {
    type: 'object',
    properties: { on: { type: 'boolean' }, odd: { not: {} }, other: { type: 'tuple' }, bad: 7 },
  };
  expect(fieldsOf(schema).map(({ control }) => control)).toEqual([
    'boolean',
    'unknown',
    'unknown',
    'unknown',
  ]);
  expect(fieldsOf('no schema')).toEqual([]);
});

test('every kind is put on with a body from its form', async () => {
  const { radio, formOf } = await radioWithForms();
  for (const kind of names) {
    const fields = formOf(kind);
    const needed = fields.filter(({ isRequired }) => isRequired);
    const values = Object.fromEntries(needed.map(({ path, example = '' }) => [path, example]));
    const own: Record<string, string> = kind === 'reply' ? { result: '["2220"]' } : {};
    const made = bodyOf(fields, { ...values, ...own, name: `form-${kind}` });
    expect(made).not.toHaveProperty('errors');
    const { body } = made as { body: object };
    expect(await radio.take('POST', '/faults', { kind, ...body })).toEqual({ name: `form-${kind}` });
  }
});

test('what is typed becomes the JSON that the control plane takes', async () => {
  const { radio, formOf } = await radioWithForms();
  const values = {
    ms: ' 250ms ',
    jitter: '',
    distribution: 'normal',
    name: 'slow',
    'match.method': '["freq", "bw"]',
    'match.nth': '2',
    'match.params': '["4700", {"json": true}]',
    probability: '0.5',
    for: '10m',
  };
  const made = bodyOf(formOf('latency'), values);
  expect(made).toEqual({
    body: {
      ms: '250ms',
      distribution: 'normal',
      name: 'slow',
      match: { method: ['freq', 'bw'], nth: 2, params: ['4700', { json: true }] },
      probability: 0.5,
      for: '10m',
    },
  });
  const { body } = made as { body: object };
  await radio.take('POST', '/faults', { kind: 'latency', ...body });
});

test('a missing value and text that is no JSON are said beside their fields, and there is no body', async () => {
  const { formOf } = await radioWithForms();
  const made = bodyOf(formOf('latency'), { 'match.params': '[4700', 'match.method': 'freq' });
  expect(made).toEqual({
    errors: {
      ms: ['is required, such as 400ms'],
      'match.params': [expect.stringMatching(/^is no JSON: /)],
    },
  });
});

const refusalOf = async (values: Record<string, string>, kind = 'latency') => {
  const { radio, formOf } = await radioWithForms();
  const { body } = bodyOf(formOf(kind), values) as { body: object };
  const refusal = await radio.ask('POST', '/faults', { kind, ...body });
  const { error } = refusal.body as { error: { message: string } };
  return placed(
    error.message,
    formOf(kind).map(({ path }) => path),
  );
};

test("the control plane's issues stand beside the fields that they name", async () => {
  const { fields, others } = await refusalOf({ ms: '5x; for: 3', 'match.nth': 'two', probability: '2' });
  expect(others).toEqual([]);
  expect(fields).toEqual({
    ms: [expect.stringMatching(/^"5x; for: 3": is no duration; allowed: a number of ms, or a text such as/)],
    'match.nth': ['"two": is not allowed; allowed: a number'],
    probability: ['2: is not allowed; allowed: at most 1'],
  });
});

test('an issue that is found later, of an element, of a long value, or of two fields has its field too', async () => {
  const unknown = await refusalOf({ ms: '5', 'match.method': 'frq' });
  expect(Object.keys(unknown.fields)).toEqual(['match.method']);
  expect(unknown.fields['match.method']?.[0]).toMatch(/^"frq": is not allowed; .* the nearest is "freq"$/);
  expect(Object.keys((await refusalOf({ ms: '5', 'match.params': '["1", [2]]' })).fields)).toEqual([
    'match.params',
  ]);
  const long = await refusalOf({ name: `; x: ${'y'.repeat(100)}`, times: '0' }, 'busy');
  expect(Object.keys(long.fields)).toEqual(['name', 'times']);
  expect(await refusalOf({}, 'reply')).toEqual({
    fields: {
      result: ['none is given; allowed: one of them'],
      error: ['none is given; allowed: one of them'],
    },
    others: [],
  });
});

test('an issue of an element stands beside the field of its list', () => {
  const message = 'fault: match.params.0: is not allowed; allowed: a text; match.nthly: is unknown';
  expect(placed(message, ['match.params', 'match.nth'])).toEqual({
    fields: { 'match.params': ['is not allowed; allowed: a text'] },
    others: ['match.nthly: is unknown'],
  });
});

test('what names no field of the form is said above it', () => {
  const message =
    'fault: there are 1000 faults already; allowed: at most 1000; foo: is unknown; allowed: ms, jitter';
  expect(placed(message, ['ms'])).toEqual({
    fields: {},
    others: ['there are 1000 faults already; allowed: at most 1000', 'foo: is unknown; allowed: ms, jitter'],
  });
});
