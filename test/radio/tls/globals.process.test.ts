import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { root } from '../../support/markdown.js';
import { fileURLToPath } from 'node:url';

/**
 * Names of all that a process has globally, with what it is, before and after: a certificate is made, and a radio with
 * HTTPS is started, called and closed.
 */
const program = `
  const roots = { globalThis, Reflect, Object, Function, Array, Promise, JSON, Math, Date, String, Number, RegExp, Error,
    Symbol, Map, Set, Buffer, Uint8Array, process, 'process.env': process.env };
  const all = () => {
    const seen = new Map();
    for (const [name, root] of Object.entries(roots))
      for (const [where, object] of [[name, root], [name + '.prototype', root.prototype]])
        for (const key of object === undefined || object === null ? [] : Reflect.ownKeys(object)) {
          const { value, get, set } = Object.getOwnPropertyDescriptor(object, key);
          seen.set(where + '.' + String(key), [value, get, set]);
        }
    return seen;
  };
  const loaded = () => Object.keys(require.cache).some((file) => file.includes('node-forge'));
  const { startSilvusMock } = require('./dist/index.js');
  const { Certificates } = require('./dist/radio/tls/certificates.js');
  const { randomSource } = require('./dist/core/random.js');
  (async () => {
    const plain = await startSilvusMock();
    await fetch(plain.http.url, { method: 'POST', body: '{}' }).then((reply) => reply.text());
    await plain.close();
    const wasLoaded = loaded();
    const before = all();
    new Certificates(randomSource(1), '1').next(0);
    const secure = await startSilvusMock({ https: { port: 0 } });
    await fetch(secure.http.url, { method: 'POST', body: '{"jsonrpc":"2.0","method":"generate_tls_cert","id":1}' })
      .then((reply) => reply.text());
    await secure.close();
    const after = all();
    const same = (a, b) => a !== undefined && b !== undefined && a.every((each, index) => Object.is(each, b[index]));
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
      (name) => !same(before.get(name), after.get(name)),
    );
    process.stdout.write(JSON.stringify({ wasLoaded, isLoaded: loaded(), changed, known: before.size > 500 }));
  })();
`;

test('the library of certificates is loaded with the first one, and neither it nor HTTPS changes a global', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], {
    cwd: fileURLToPath(root),
  });
  expect(JSON.parse(stdout)).toEqual({ wasLoaded: false, isLoaded: true, changed: [], known: true });
});
