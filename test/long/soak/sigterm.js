// SIGTERM in the middle of a thousand calls a second, again and again: no call that was sent before it may be lost,
// taken in or not, on connections that are old, new, or still wait to be accepted.
// `node test/long/soak/sigterm.js --rounds 20`; needs `npm run build`.
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import { chance, pause } from './load.js';
import { RadioProcess } from './radio-process.js';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    rate: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const [rounds, rate] = [Number(values.rounds), Number(values.rate)];
const random = chance(Number(values.seed));

/** One keep-alive connection on which calls go out without waiting for the replies before them. */
class Line {
  /** Ids that were answered, and with what. @type {Map<number, string>} */
  answered = new Map();
  /** Ids that were sent. @type {number[]} */
  sent = [];
  /** Ids that the system has taken. @type {Set<number>} */
  handedOver = new Set();
  /** How its end looked: an end, or the code of an error. */
  end = 'end';
  isOpen = true;
  #socket;
  #text = '';
  /** @type {Promise<void>} */
  ended;
  /** @type {Promise<void>} */
  connected;

  /** @param {number} port */
  constructor(port) {
    this.#socket = connect(port, '127.0.0.1').setNoDelay(true);
    this.#socket.setEncoding('latin1');
    this.#socket.on('error', (/** @type {NodeJS.ErrnoException} */ { code = 'error' }) => (this.end = code));
    this.#socket.on('data', (chunk) => this.#read(String(chunk)));
    this.connected = new Promise((resolve) => {
      this.#socket.once('connect', () => resolve());
      this.#socket.once('close', () => resolve());
    });
    this.ended = new Promise((resolve) => {
      this.#socket.on('close', () => {
        this.isOpen = false;
        resolve();
      });
    });
  }

  /** @param {number} id */
  send(id) {
    const body = `{"jsonrpc":"2.0","method":"freq","id":${id}}`;
    this.sent.push(id);
    this.#socket.write(
      `POST /streamscape_api HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    // Without a place for it, or before the connection is there, it waits in this process.
    if (this.#socket.writableLength === 0) this.handedOver.add(id);
  }

  /** @param {string} chunk */
  #read(chunk) {
    this.#text += chunk;
    const whole = /\{"(result|error)" : [^\n]*?"id" : (\d+), "jsonrpc" : "2.0"\}/g;
    let end = 0;
    for (const match of this.#text.matchAll(whole)) {
      const isUnavailable = match[0].includes('UNAVAILABLE');
      this.answered.set(Number(match[2]), isUnavailable ? 'UNAVAILABLE' : (match[1] ?? ''));
      end = match.index + match[0].length;
    }
    this.#text = this.#text.slice(end);
  }
}

/** @template {object} T @param {T} object */
const keysOf = (object) => /** @type {(keyof T)[]} */ (Object.keys(object));

/** Connections that begin shortly before the signal. */
const newLines = 50;

const total = { sentBefore: 0, answered: 0, unavailable: 0, lost: 0, sentAfter: 0, answeredAfter: 0 };
/** Calls that were sent before the signal and never answered, by the end of their connection. @type {Record<string, number>} */
const lostBy = {};
process.stdout.write(`seed ${values.seed}\n`);
process.stdout.write(
  '| round | sent before | answered | UNAVAILABLE | lost | sent after | answered | seconds to exit | exit code |\n' +
    '|---|---|---|---|---|---|---|---|---|\n',
);

for (let round = 1; round <= rounds; round += 1) {
  const radio = await RadioProcess.start(['--log-level', 'debug', '--processing-time', '0ms..1ms']);
  const lines = Array.from({ length: 20 }, () => new Line(radio.address.http.port));
  await pause(50);
  const begun = performance.now();
  const stopAt = 300 + random() * 700;
  let stoppedAt = 0;
  let id = 0;
  /** Calls that the system had before the signal. @type {Set<number>} */
  let before = new Set();
  const exited = radio.exited.then(({ code }) => ({ code, at: performance.now() }));
  let isOver = false;
  void exited.then(() => (isOver = true));
  while (!isOver) {
    const now = performance.now() - begun;
    if (stoppedAt === 0 && now >= stopAt) {
      // Their calls are with the system as soon as they are connected, accepted or not.
      const fresh = Array.from({ length: newLines }, () => new Line(radio.address.http.port));
      await Promise.all(fresh.map(({ connected }) => connected));
      for (const line of fresh) line.send(id++);
      lines.push(...fresh);
      radio.kill('SIGTERM');
      stoppedAt = performance.now();
      before = new Set(lines.flatMap(({ handedOver }) => [...handedOver]));
    }
    const open = lines.filter(({ isOpen }) => isOpen);
    // At most one for each before it reads again: a second send could fail, and cost it what it has not read.
    const due = Math.min((now * rate) / 1_000, id + open.length);
    for (; id < due; id += 1) open[id % open.length]?.send(id);
    await pause(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { code, at } = await exited;
  // What the simulator has sent is still to be read; with its process gone every connection comes to its end.
  await Promise.all(lines.map(({ ended }) => ended));
  const outcomes = new Map(lines.flatMap((line) => [...line.answered]));
  const row = {
    sentBefore: before.size,
    answered: 0,
    unavailable: 0,
    lost: 0,
    sentAfter: 0,
    answeredAfter: 0,
  };
  for (const line of lines) {
    for (const each of line.sent) {
      const result = outcomes.get(each);
      if (!before.has(each)) {
        row.sentAfter += 1;
        if (result !== undefined) row.answeredAfter += 1;
      } else if (result === undefined) {
        row.lost += 1;
        lostBy[line.end] = (lostBy[line.end] ?? 0) + 1;
      } else if (result === 'UNAVAILABLE') row.unavailable += 1;
      else row.answered += 1;
    }
  }
  const seconds = ((at - stoppedAt) / 1_000).toFixed(3);
  process.stdout.write(`| ${[round, ...Object.values(row), seconds, code].join(' | ')} |\n`);
  for (const name of keysOf(total)) total[name] += row[name];
  if (code !== 0) process.exitCode = 1;
}
process.stdout.write(`${JSON.stringify({ ...total, lostBy })}\n`);
if (total.lost > 0 || total.answered === 0) process.exitCode = 1;
