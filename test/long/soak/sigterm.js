// SIGTERM in the middle of a thousand calls a second, again and again: no call that was taken in may be lost.
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
  isOpen = true;
  #socket;
  #text = '';
  /** @type {Promise<void>} */
  ended;

  /** @param {number} port */
  constructor(port) {
    this.#socket = connect(port, '127.0.0.1').setNoDelay(true);
    this.#socket.setEncoding('latin1');
    this.#socket.on('error', () => undefined);
    this.#socket.on('data', (chunk) => this.#read(String(chunk)));
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

const total = { sent: 0, answered: 0, refused: 0, lost: 0 };
process.stdout.write(`seed ${values.seed}\n`);
process.stdout.write(
  '| round | sent | answered | refused | lost | seconds to exit | exit code |\n|---|---|---|---|---|---|---|\n',
);

for (let round = 1; round <= rounds; round += 1) {
  /** Calls that the simulator took in, by its own log. @type {Set<number>} */
  const taken = new Set();
  const radio = await RadioProcess.start(['--log-level', 'debug', '--processing-time', '0ms..1ms'], {
    onLog: (line) => {
      if (!line.startsWith('{')) return;
      const { msg, id } = JSON.parse(line);
      if (msg === 'command') taken.add(id);
    },
  });
  const lines = Array.from({ length: 20 }, () => new Line(radio.address.http.port));
  await pause(50);
  const begun = performance.now();
  const stopAt = 300 + random() * 700;
  let stoppedAt = 0;
  let id = 0;
  const exited = radio.exited.then(({ code }) => ({ code, at: performance.now() }));
  let isOver = false;
  void exited.then(() => (isOver = true));
  while (!isOver) {
    const now = performance.now() - begun;
    if (stoppedAt === 0 && now >= stopAt) {
      radio.kill('SIGTERM');
      stoppedAt = performance.now();
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
  const sent = lines.flatMap((line) => line.sent);
  const outcomes = new Map(lines.flatMap((line) => [...line.answered]));
  const answered = sent.filter((each) => outcomes.has(each) && outcomes.get(each) !== 'UNAVAILABLE').length;
  // Taken in and never answered; what was never taken in was refused.
  const lost = sent.filter((each) => taken.has(each) && !outcomes.has(each)).length;
  const refused = sent.length - answered - lost;
  const seconds = ((at - stoppedAt) / 1_000).toFixed(3);
  process.stdout.write(
    `| ${round} | ${sent.length} | ${answered} | ${refused} | ${lost} | ${seconds} | ${code} |\n`,
  );
  total.sent += sent.length;
  total.answered += answered;
  total.refused += refused;
  total.lost += lost;
  if (code !== 0) process.exitCode = 1;
}
process.stdout.write(`${JSON.stringify(total)}\n`);
if (total.lost > 0 || total.answered === 0) process.exitCode = 1;
