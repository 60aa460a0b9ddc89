import { Agent, request } from 'node:http';

/** Time between two starts of requests, ms. */
const tick = 10;

/** What a client of the radio calls, in turn: reads, and at times something that the radio refuses. */
const calls = [
  ['freq'],
  ['power_dBm'],
  ['bw'],
  ['system_name'],
  ['read_current_temperature'],
  ['input_voltage_monitoring'],
  ['no_such_method'],
  ['noise_level'],
  ['freq', ['1']],
];

/** Requests at a rate to the HTTP port of a radio, over connections that stay open. */
export class Load {
  #agent = new Agent({ keepAlive: true, maxSockets: 16 });
  #startedAt = performance.now();
  #sent = 0;
  #timer;
  /** Replies so far. */
  replies = 0;

  /** @param {number} port @param {number} perSecond */
  constructor(port, perSecond) {
    this.#timer = setInterval(() => {
      const due = ((performance.now() - this.#startedAt) / 1_000) * perSecond;
      for (; this.#sent < due; this.#sent += 1) this.#send(port);
    }, tick);
  }

  /** Ends it. */
  stop() {
    clearInterval(this.#timer);
    this.#agent.destroy();
  }

  /** @param {number} port */
  #send(port) {
    const [method, params = []] = calls[this.#sent % calls.length] ?? [];
    const body = JSON.stringify({ jsonrpc: '2.0', id: this.#sent, method, params });
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const options = { port, host: '127.0.0.1', method: 'POST', path: '/streamscape_api', headers };
    const sent = request({ ...options, agent: this.#agent }, (reply) => {
      reply.resume().once('end', () => (this.replies += 1));
    });
    // It is stopped while requests are under way.
    sent.on('error', () => undefined);
    sent.end(body);
  }
}
