import { X509Certificate } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SilvusMock } from '../../../src/index.js';
import { loadModel } from '../../../src/index.js';
import { randomSource } from '../../../src/core/random.js';
import { Certificates } from '../../../src/radio/tls/certificates.js';
import { folderWith } from '../../support/folder.js';
import { call, outcome } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { callByHttps, httpsPort, tlsClient } from '../../support/tls-client.js';

const https = { port: 0 };

async function certificateOf(mock: SilvusMock): Promise<string> {
  const [certificate = ''] = (await outcome(mock, 'tls_cert')) as readonly string[];
  return certificate;
}

/** A certificate and a key that are not the radio's. */
const foreign = new Certificates(randomSource(99), '1').factory;

test('a client that trusts the certificate of tls_cert calls the radio by HTTPS', async () => {
  const mock = await running({ https });
  const ca = await certificateOf(mock);
  expect(await callByHttps(mock, 'freq', { ca })).toMatch(/^HTTP\/1\.1 200 OK\r\n.*"result" : \["4700"\]/s);
  expect(mock.addresses.https?.url).toBe(`https://127.0.0.1:${httpsPort(mock)}/streamscape_api`);
});

test('it is valid for the machine, the host that the radio listens on, and the address of the radio', async () => {
  const mock = await running({ https, host: '127.0.0.9' });
  const [text] = mock.state.read('tls_cert') as readonly [string];
  const certificate = new X509Certificate(text);
  expect(certificate.subjectAltName).toBe(
    'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:127.0.0.9, IP Address:172.20.187.45',
  );
  expect(certificate.ca).toBe(false);
});

test('a host of all interfaces is no name; a link-local address is one without its zone', () => {
  const namesOf = (...hosts: readonly string[]) =>
    new X509Certificate(new Certificates(randomSource(1), '1', hosts).factory.certificate).subjectAltName;
  expect(namesOf('0.0.0.0', '::', 'bench.test', '[::1]', 'fe80::1%lo', 'localhost')).toBe(
    'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:bench.test, IP Address:FE80:0:0:0:0:0:0:1',
  );
});

test('generate_tls_cert holds at once for new connections; those that are open go on', async () => {
  const mock = await running({ https });
  const before = await certificateOf(mock);
  const open = await tlsClient(httpsPort(mock), { ca: before });
  const [after = ''] = (await outcome(mock, 'generate_tls_cert')) as readonly string[];
  expect(after).not.toBe(before);
  expect(await certificateOf(mock)).toBe(after);
  expect(await callByHttps(mock, 'freq', { ca: after })).toContain('"4700"');
  await expect(callByHttps(mock, 'freq', { ca: before })).rejects.toMatchObject({
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  });
  open.socket.write('POST /streamscape_api HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}');
  expect(await open.until(/Invalid Request/)).toContain('200 OK');
  await outcome(mock, 'zeroize');
  expect(await callByHttps(mock, 'freq', { ca: before })).toContain('"4700"');
});

test('a certificate with its key is taken and served at once; a read never gives the key', async () => {
  const mock = await running({ https });
  const { certificate, key } = foreign;
  expect(await outcome(mock, 'tls_cert', [`${certificate}${key}`])).toEqual(['']);
  expect(await certificateOf(mock)).toBe(certificate);
  expect(await callByHttps(mock, 'freq', { ca: certificate })).toContain('"4700"');
  expect(JSON.stringify(mock.state.saved())).not.toContain('PRIVATE');
  expect(JSON.stringify(mock.state.readAll())).not.toContain('PRIVATE');
  expect(JSON.stringify(mock.journal.entries)).not.toContain(key.slice(40, 60));
});

test('a certificate alone is taken where it belongs to the key of the radio', async () => {
  const mock = await running({ https });
  const own = await certificateOf(mock);
  await outcome(mock, 'tls_cert', [`${foreign.certificate}${foreign.key}`]);
  expect(await outcome(mock, 'tls_cert', [foreign.certificate])).toEqual(['']);
  expect(await outcome(mock, 'tls_cert', [own])).toBe('INVALID_RANGE');
  expect(await callByHttps(mock, 'freq', { ca: foreign.certificate })).toContain('"4700"');
});

const own = new Certificates(randomSource(98), '1').factory;
const block = (name: string, body = 'MAo=') => `-----BEGIN ${name}-----\n${body}\n-----END ${name}-----\n`;

test.each([
  ['the key of another', `${foreign.certificate}${own.key}`, 'does not belong to the key that came with it'],
  ['no key, where it is not of the radio', foreign.certificate, 'does not belong to the key of the radio'],
  ['a key that is none', `${foreign.certificate}${block('PRIVATE KEY')}`, 'its key is no private key'],
  ['a certificate that is none', `${block('CERTIFICATE')}${foreign.key}`, 'it is no X.509 certificate'],
])('a write with %s is refused, and the old pair stays', async (_what, text, reason) => {
  const mock = await running({ https });
  const before = await certificateOf(mock);
  const { error } = await call(mock, 'tls_cert', [text]);
  expect(error?.message).toBe('INVALID_RANGE');
  expect(JSON.stringify(error?.data)).toContain(reason);
  expect(await certificateOf(mock)).toBe(before);
  expect(await callByHttps(mock, 'freq', { ca: before })).toContain('"4700"');
  expect(() => mock.state.patch({ tls_cert: text })).toThrow('tls_cert');
  expect(await certificateOf(mock)).toBe(before);
});

async function lifeWith(options: Parameters<typeof running>[0]): Promise<string> {
  const mock = await running({ https, ...options });
  const certificate = await certificateOf(mock);
  expect(await callByHttps(mock, 'freq', { ca: certificate })).toContain('"4700"');
  await mock.close();
  return certificate;
}

test('it is kept with the flash; without a state folder each start has another, or that of its seed', async () => {
  const stateDir = folderWith();
  const first = await lifeWith({ stateDir });
  expect(await lifeWith({ stateDir })).toBe(first);
  rmSync(join(stateDir, '310061.json'));
  expect(await lifeWith({ stateDir })).not.toBe(first);
  expect(await lifeWith({})).not.toBe(await lifeWith({}));
  expect(await lifeWith({ seed: 5 })).toBe(await lifeWith({ seed: 5 }));
});

test('one that was made and saved is served after the next start, and after a reboot', async () => {
  const stateDir = folderWith();
  const mock = await running({ https, stateDir });
  const [made = ''] = (await outcome(mock, 'generate_tls_cert')) as readonly string[];
  expect(await outcome(mock, 'setenvlinsingle', ['tls_cert'])).toEqual(['']);
  await mock.close();
  expect(await lifeWith({ stateDir })).toBe(made);
});

test('radios without HTTPS keep nothing that nobody saved', async () => {
  const stateDir = folderWith();
  const mock = await running({ stateDir });
  await certificateOf(mock);
  await mock.close();
  expect(() => rmSync(join(stateDir, '310061.json'))).toThrow('ENOENT');
  expect(loadModel('default').identity.nodeid).toBe('310061');
});
