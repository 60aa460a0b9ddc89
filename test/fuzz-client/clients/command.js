// A client as a command: careful, or with one mistake. `node command.js [mistake]`; exit code 3 by design.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';

const [mistake = 'none', file = ''] = process.argv.slice(2);
const url = process.argv.find((word) => word.startsWith('http:')) ?? process.env.SILVUS_MOCK_URL ?? '';

class RadioError extends Error {}

let id = 0;

/** Sends a request; the whole reply as text. */
function post(body) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent: false });
    const fail = (reason) => {
      sent.destroy();
      reject(new RadioError(reason));
    };
    const timer = setTimeout(() => fail('too late'), mistake === 'no-timeout' ? 60_000 : 500);
    sent.on('error', ({ message }) => fail(message));
    sent.on('close', () => clearTimeout(timer));
    sent.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('error', ({ message }) => fail(message));
      response.on('data', (chunk) => {
        text += chunk;
        if (text.length > 4_096) fail('too long');
      });
      response.on('close', () => {
        if (response.complete && response.statusCode === 200) resolve(text);
        else fail(`status ${response.statusCode}, or cut`);
      });
    });
    sent.end(body);
  });
}

async function call(method, ...params) {
  id += 1;
  const text = await post(
    JSON.stringify({ jsonrpc: '2.0', method, ...(params.length > 0 ? { params } : {}), id }),
  );
  if (mistake === 'parses-anything') JSON.parse(text);
  return valueOf(text);
}

function valueOf(text) {
  let reply;
  try {
    reply = JSON.parse(text);
  } catch {
    throw new RadioError('no JSON');
  }
  const { jsonrpc = '2.0', id: other, result } = reply ?? {};
  const isReply = jsonrpc === '2.0' && other === id && !('error' in reply);
  if (!isReply || !Array.isArray(result) || result.length !== 1) throw new RadioError('no result');
  if (typeof result[0] !== 'string' || !/^(\d{1,8}(\.\d{1,8})?)?$/.test(result[0]))
    throw new RadioError('no value');
  return result[0];
}

function report(method, value) {
  console.log(`report ${method} ${JSON.stringify(value)}`);
}

if (mistake === 'floods') process.stdout.write(`${'x'.repeat(79)}\n`.repeat(100_000));
if (mistake === 'leaves-a-process') {
  const left = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
  writeFileSync(file, `${left.pid}\n`, { flag: 'a' });
  left.unref();
}
if (mistake === 'waits') writeFileSync(file, `${process.pid}\n`, { flag: 'a' });
try {
  if (mistake === 'silent') process.exit(0);
  report('freq', await call('freq'));
  if (mistake === 'waits') await new Promise((resolve) => setTimeout(resolve, 60_000));
  await call('freq', '2220');
  report('freq', mistake === 'lies' ? '2221' : '2220');
  report('power_dBm', await call('power_dBm'));
  process.exit(0);
} catch (error) {
  if (!(error instanceof RadioError)) throw error;
  console.error(error.message);
  process.exit(3);
}
