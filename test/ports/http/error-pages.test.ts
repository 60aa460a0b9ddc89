import { expect, test } from 'vitest';
import { running } from '../../support/radio.js';

const api = '/streamscape_api';

async function ask(port: number, method: string, path: string) {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
  const { status, headers } = response;
  return {
    status,
    type: headers.get('content-type'),
    allow: headers.get('allow'),
    text: await response.text(),
  };
}

test('an error has a page in HTML with the status in its title', async () => {
  const { http } = await running();
  for (const method of ['GET', 'POST', 'PUT'])
    expect(await ask(http.port, method, '/elsewhere')).toMatchObject({
      status: 404,
      type: 'text/html',
      text: expect.stringContaining('<title>404 Not Found</title>'),
    });
  expect(await ask(http.port, 'GET', api)).toMatchObject({
    status: 405,
    type: 'text/html',
    allow: 'POST',
    text: expect.stringContaining('<title>405 Method Not Allowed</title>'),
  });
});

test('so has a body that is too long', async () => {
  const { http } = await running({ http: { maxBodyBytes: 10 } });
  const response = await fetch(`http://127.0.0.1:${http.port}${api}`, {
    method: 'POST',
    body: 'x'.repeat(11),
  });
  expect(response.status).toBe(413);
  expect(await response.text()).toContain('<title>413 Content Too Large</title>');
});

test('or a text, where that is set', async () => {
  const mock = await running({ http: { errorPages: 'text' } });
  const text = { status: 404, type: 'text/plain', text: '404 Not Found\n' };
  expect(await ask(mock.http.port, 'GET', '/elsewhere')).toMatchObject(text);
  await mock.reload({ http: { errorPages: 'html' } });
  expect(await ask(mock.http.port, 'GET', '/elsewhere')).toMatchObject({ status: 404, type: 'text/html' });
});

test.each([api, '/cgi-bin/streamscape_api', `${api}?x=1`])(
  'GET and HEAD on %s are answered where that is set, and reach no command',
  async (path) => {
    const mock = await running({ http: { get: 'ok' } });
    for (const method of ['GET', 'HEAD'])
      expect(await ask(mock.http.port, method, path)).toMatchObject({ status: 200, text: '' });
    expect(await ask(mock.http.port, 'PUT', path)).toMatchObject({ status: 405, allow: 'GET, HEAD, POST' });
    expect(await ask(mock.http.port, 'GET', '/elsewhere')).toMatchObject({ status: 404 });
    expect(mock.journal.entries).toEqual([]);
  },
);

test('HEAD has the headers of GET, without its page', async () => {
  const { http } = await running();
  for (const path of [api, '/elsewhere']) {
    const [get, head] = await Promise.all(['GET', 'HEAD'].map((method) => ask(http.port, method, path)));
    expect(head).toEqual({ ...get, text: '' });
  }
});
