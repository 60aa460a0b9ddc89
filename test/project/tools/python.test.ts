import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Report, encodeReport } from '../../../src/reports/reports.js';
import { root } from '../../support/markdown.js';
import { running } from '../../support/radio.js';
import { program } from '../../support/shell.js';

/** Reads to the end of the stream, as clients on bare sockets do. */
const reader = `
import socket, sys
def ask(port, data, half_close=False):
    with socket.create_connection(('127.0.0.1', port), 5) as s:
        s.sendall(data)
        if half_close: s.shutdown(socket.SHUT_WR)
        got = b''
        while chunk := s.recv(4096): got += chunk
        return got.decode()
http, maintenance = int(sys.argv[1]), int(sys.argv[2])
`;

async function python(script: string): Promise<string> {
  const { http, maintenance } = await running();
  const args = ['-c', `${reader}${script}`, String(http.port), String(maintenance.port)];
  const { code, stdout, stderr } = await program('python3', args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

test('a bare socket that sends no Content-Type finds the reply in the last line', async () => {
  const printed = await python(`
body = b'{"jsonrpc":"2.0","method":"freq","id":"sbkb5u0c"}'
head = b'POST /streamscape_api HTTP/1.1\\r\\nUser-Agent: lua\\r\\nConnection: close\\r\\nContent-Length: %d\\r\\n\\r\\n'
print(ask(http, head % len(body) + body).splitlines()[-1])
`);
  expect(printed).toBe('{"result" : ["4700"], "id" : "sbkb5u0c", "jsonrpc" : "2.0"}\n');
});

test.each(['True', 'False'])('a bare socket on the maintenance port, half closed: %s', async (halfClose) => {
  const printed = await python(`
print(ask(maintenance, b'{"jsonrpc":"2.0","method":"zeroize","id":0}\\n', ${halfClose}), end='')
`);
  expect(printed).toBe('{"result" : [""], "id" : 0, "jsonrpc" : "2.0"}\n');
});

test('the standard library gets JSON that it can read', async () => {
  const printed = await python(`
import json, urllib.request
body = json.dumps([{'jsonrpc': '2.0', 'method': m, 'id': i} for i, m in enumerate(['freq', 'nope'])]).encode()
with urllib.request.urlopen('http://127.0.0.1:%d/cgi-bin/streamscape_api' % http, body, 5) as reply:
    first, second = json.load(reply)
print(reply.status, first['result'], second['error']['message'])
`);
  expect(printed).toBe("200 ['4700'] Method not found\n");
});

test.each<readonly [Report, object]>([
  [
    {
      type: 'rssi',
      revision: '1.0',
      sequence: 2333,
      rawSignals: [-43, -31, -28, -66],
      rawNoise: -190,
      syncSignal: 8_604_568,
      syncNoise: 8_861_322,
      node: 1025,
    },
    {
      type: 'rssi',
      revision: '1.0',
      sequence: 2333,
      signal1: -43,
      signal2: -31,
      signal3: -28,
      signal4: -66,
      noise: -190,
      sync_signal: 8_604_568,
      sync_noise: 8_861_322,
      node: 1025,
    },
  ],
  ...[
    { type: 'temperature', revision: '1.0', current: 45, maximum: 55, overheats: 1 } as const,
    {
      type: 'voltage',
      revision: '1.1',
      current: 11.95,
      minimum: 11.8,
      maximum: 12.1,
      undervoltages: 2,
      overvoltages: 3,
    } as const,
  ].map((report) => [report, report] as const),
])('the decoder of the recipe reads what encodeReport writes: %j', async (report, expected) => {
  const recipe = fileURLToPath(new URL('examples/python_reports.py', root));
  const hex = Buffer.from(encodeReport(report)).toString('hex');
  const { code, stdout, stderr } = await program('python3', [recipe, '--hex', hex]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual([expected]);
});
