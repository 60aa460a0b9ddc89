import { expect, test } from 'vitest';
import { loaded } from '../support/config.js';
import { workingIn } from '../support/folder.js';

test.each([
  'SILVUS_MOCK_SERVICE_HOST',
  'SILVUS_MOCK_SERVICE_PORT',
  'SILVUS_MOCK_SERVICE_PORT_HTTP',
  'SILVUS_MOCK_PORT',
  'SILVUS_MOCK_PORT_8080_TCP',
  'SILVUS_MOCK_PORT_8080_TCP_PROTO',
  'SILVUS_MOCK_PORT_8080_TCP_PORT',
  'SILVUS_MOCK_PORT_8080_TCP_ADDR',
  'SILVUS_MOCK_PORT_50000_UDP_ADDR',
])('%s, made by Kubernetes for a service of that name, is let be', (name) => {
  workingIn();
  const { config, warnings } = loaded({ variables: { [name]: 'tcp://10.0.0.1:8080' } });
  expect(warnings).toEqual([]);
  expect(config).toEqual(loaded({}).config);
});

test.each([
  ['SILVUS_MOCK_QUEUE_CAPCITY', 'SILVUS_MOCK_QUEUE_CAPACITY'],
  ['SILVUS_MOCK_SOFT_BOOT_TIEM', 'SILVUS_MOCK_SOFT_BOOT_TIME'],
  ['SILVUS_MOCK_CONFG', 'SILVUS_MOCK_CONFIG'],
  ['SILVUS_MOCK_http_port', 'SILVUS_MOCK_HTTP_PORT'],
])('%s is none of ours: a warning names %s', (name, nearest) => {
  workingIn();
  const { warnings } = loaded({ variables: { [name]: '1' } });
  expect(warnings).toEqual([`${name} is no setting; the nearest is ${nearest}`]);
});

test('variables of other programs are none of our business', () => {
  workingIn();
  expect(
    loaded({ variables: { SILVUS: '1', SILVUS_MOCKERY: '2', HTTP_PORT: '3', PATH: '/bin' } }).warnings,
  ).toEqual([]);
});
