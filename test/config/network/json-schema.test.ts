import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { networkJsonSchema } from '../../../src/config/network/json-schema.js';
import { networkOf } from '../../../src/config/network/parse.js';
import { networkNames } from '../../../src/config/network/samples.js';
import { networkDocuments } from '../../support/network-documents.js';
import { deadline, holds } from '../../support/property.js';

const schema = networkJsonSchema();
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

test('a validator takes it as a strict schema of the 2020-12 draft', () => {
  expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(() => new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema)).not.toThrow();
});

test.each(networkNames())('the sample %s is right', (name) => {
  validate(parse(readFileSync(`fixtures/networks/${name}.yaml`, 'utf8')));
  expect(validate.errors ?? []).toEqual([]);
});

test('what is read is right, as it is written and as it is resolved', deadline, async () => {
  await holds(
    fc.property(networkDocuments, (document) => {
      for (const each of [document, networkOf(document)]) {
        validate(JSON.parse(JSON.stringify(each)));
        expect(validate.errors ?? []).toEqual([]);
      }
    }),
    { share: 0.2 },
  );
});

test.each([
  [{ nodes: [{ nodeid: 0, position: { latitude: 1, longitude: 1 } }] }, '/nodes/0/nodeid'],
  [{ nodes: [{ nodeid: 1, position: { latitude: 91, longitude: 1 } }] }, '/nodes/0/position/latitude'],
  [{ sed: 1 }, ''],
  [{ physics: { mcs: { rates: [1] } } }, '/physics/mcs/rates'],
  [{ seed: 1.5 }, '/seed'],
])('%j is wrong at %j', (document, path) => {
  expect(validate(document)).toBe(false);
  expect(validate.errors?.map(({ instancePath }) => instancePath)).toContain(path);
});
