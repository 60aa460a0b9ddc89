import { expect, test } from 'vitest';
import {
  type ControlPlaneClient,
  controlPort,
  httpCall,
  radioWithControlPlane,
} from '../support/control-plane-client.js';
import { textOf } from '../support/markdown.js';
import { running } from '../support/radio.js';

/** The headers of the table in docs/page.md. */
const documented = Object.fromEntries(
  [...textOf('docs/page.md').matchAll(/^\| `([A-Z][\w-]+)` +\| `(.+?)`/gm)].map(
    ([, name = '', value = '']) => [name.toLowerCase(), value],
  ),
);

/** The files that the page's own text names: `page/index-3f2a9c1d.js`. */
async function namedFiles({ port }: ControlPlaneClient): Promise<readonly string[]> {
  const { text } = await httpCall(port, 'GET', '/');
  return [...text.matchAll(/(?:src|href)="\.\/(page\/[^"]+)"/g)].map(([, path = '']) => path);
}

test('GET / is the page, with the headers that its document has', async () => {
  const radio = await radioWithControlPlane();
  const { status, headers, text } = await radio.ask('GET', '/');
  expect(status).toBe(200);
  expect(text).toMatch(/^<!doctype html>/i);
  expect(Object.keys(documented)).toHaveLength(6);
  expect(headers).toMatchObject({ ...documented, 'content-type': 'text/html; charset=utf-8' });
  expect(headers).not.toHaveProperty('set-cookie');
});

test('the page loads scripts, styles and an icon from its own address, and nothing stands in its text', async () => {
  const radio = await radioWithControlPlane();
  const { text } = await httpCall(radio.port, 'GET', '/');
  const files = await namedFiles(radio);
  const kinds = files.map((file) => /\.\w+$/.exec(file)?.[0]);
  expect(new Set(kinds)).toEqual(new Set(['.js', '.css', '.svg']));
  expect(text).not.toMatch(/\b(?:src|href)="(?:https?:)?\/\//);
  expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=/i);
});

test.each([
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
])('its %s files are kept by browsers for good: their names change with them', async (end, type) => {
  const radio = await radioWithControlPlane();
  const files = (await namedFiles(radio)).filter((file) => file.endsWith(end));
  for (const file of files) {
    const { status, headers } = await httpCall(radio.port, 'GET', `/${file}`);
    expect([file, status]).toEqual([file, 200]);
    expect(headers).toMatchObject({
      ...documented,
      'content-type': type,
      'cache-control': 'max-age=31536000, immutable',
    });
  }
  expect(files.length).toBeGreaterThan(0);
});

test('HEAD has the headers of GET, and no body', async () => {
  const radio = await radioWithControlPlane();
  for (const path of ['/', ...(await namedFiles(radio)).map((file) => `/${file}`)]) {
    const [get, head] = [await httpCall(radio.port, 'GET', path), await httpCall(radio.port, 'HEAD', path)];
    const names = ['content-length', 'content-type', 'content-security-policy', 'cache-control'];
    const shared = Object.fromEntries(names.map((name) => [name, get.headers[name]]));
    expect(head).toMatchObject({ status: 200, text: '', headers: shared });
    expect(get.headers['content-length']).toBe(String(Buffer.byteLength(get.text)));
  }
});

test('what forwards ports may add a query to its address', async () => {
  const radio = await radioWithControlPlane();
  const { text } = await httpCall(radio.port, 'GET', '/');
  expect(await httpCall(radio.port, 'GET', '/?vscodeBrowserReqId=1')).toMatchObject({ status: 200, text });
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('it takes no %s', async (method) => {
  const radio = await radioWithControlPlane();
  for (const path of ['/', ...(await namedFiles(radio)).map((file) => `/${file}`)]) {
    const { status, headers } = await httpCall(radio.port, method, path);
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  }
});

test('the OpenAPI document says that it needs no token, where everything else does', async () => {
  const radio = await radioWithControlPlane({ control: { token: 'hush' } }, { Authorization: 'Bearer hush' });
  const { paths } = (await radio.get('/openapi.json')) as {
    paths: Record<string, Record<string, { security?: unknown }>>;
  };
  const open = Object.entries(paths).filter(([, { get }]) => get?.security !== undefined);
  expect(open.map(([path, { get }]) => [path, get?.security])).toEqual([
    ['/', []],
    ['/page/{file}', []],
  ]);
});

test('with page: false there is none: 404, and with a token 401, as for any other path', async () => {
  const open = await running({ control: { enabled: true, page: false } });
  const closed = await running({ control: { enabled: true, page: false, token: 'hush' } });
  for (const path of ['/', '/page/index.js', '/nowhere']) {
    const { status, body } = await httpCall(controlPort(open), 'GET', path);
    expect([path, status]).toEqual([path, 404]);
    expect(body).toMatchObject({
      error: { code: 'NOT_FOUND', message: expect.stringMatching(/no such path/) },
    });
    expect((await httpCall(controlPort(closed), 'GET', path)).status).toBe(401);
  }
  const { body } = await httpCall(controlPort(open), 'GET', '/openapi.json');
  expect((body as { paths: object }).paths).not.toHaveProperty('/');
});

test("the radio's own ports serve no page", async () => {
  const mock = await running({ control: { enabled: true } });
  const { headers, text } = await httpCall(mock.http.port, 'GET', '/');
  expect(headers).not.toHaveProperty('content-security-policy');
  expect(text).not.toContain('<script');
});
