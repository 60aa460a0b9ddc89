// Fuzzing a client: the radio answers with everything that a radio, a tired network or a hostile peer might send.
// The careful client below has no finding; the careless one is found, with the one reply that it fails on.
import assert from 'node:assert/strict';
import { ClientFailed, fuzzClient } from 'silvus-mock';

// The clients that are tested. The error is the one that they throw by design.
class RadioError extends Error {}

async function send(url, id) {
  const body = JSON.stringify({ jsonrpc: '2.0', method: 'freq', id });
  try {
    const response = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(1_000) });
    let text = '';
    for await (const chunk of response.body) {
      text += Buffer.from(chunk).toString('latin1');
      if (text.length > 4_096) throw new RadioError('too long');
    }
    return { status: response.status, text };
  } catch (cause) {
    throw new RadioError('no reply', { cause });
  }
}

async function careless(url) {
  const { text } = await send(url, 1);
  return JSON.parse(text).result[0];
}

async function careful(url) {
  const { status, text } = await send(url, 1);
  if (status !== 200) throw new RadioError(`status ${status}`);
  let reply;
  try {
    reply = JSON.parse(text);
  } catch (cause) {
    throw new RadioError('no JSON', { cause });
  }
  const { id, result, error } = reply ?? {};
  if (id !== 1 || error !== undefined) throw new RadioError('no result');
  const isFrequency =
    Array.isArray(result) && result.length === 1 && /^\d{2,4}(\.\d)?$/.test(String(result[0]));
  if (!isFrequency || typeof result[0] !== 'string') throw new RadioError('no frequency');
  return result[0];
}

const drive =
  (client) =>
  async ({ url, report }) => {
    report('freq', await client(url));
  };
const options = { ownErrors: [RadioError], seed: 1, cases: 100, concurrency: 16 };

const { cases } = await fuzzClient(drive(careful), options);
const failure = await fuzzClient(drive(careless), options).catch((error) => error);
assert.ok(failure instanceof ClientFailed);
assert.equal(failure.finding.bent.length, 1);
console.log(`careful: nothing found in ${cases} cases`);
console.log(`careless: ${failure.finding.detail}; bent: ${failure.finding.bent[0].case}`);
