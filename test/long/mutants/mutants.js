/**
 * Seeded faults in the sources. Each must turn the suite red; `tests` are those that should see it.
 * @type {readonly { name: string, file: string, find: string, replace: string, tests: readonly string[] }[]}
 */
export const mutants = [
  {
    name: 'a blackout one ms too long',
    file: 'src/radio/blackout.ts',
    find: 'now < this.#state.until',
    replace: 'now <= this.#state.until',
    tests: ['test/radio', 'test/command-path/blackout'],
  },
  {
    name: 'one place too many in the queue',
    file: 'src/worker/queue.ts',
    find: 'this.#awaitingAdmission.size === 0 && this.#queued.size < this.#capacity',
    replace: 'this.#awaitingAdmission.size === 0 && this.#queued.size <= this.#capacity',
    tests: ['test/worker/queue', '.property.test'],
  },
  {
    name: 'an outcome lost on close',
    file: 'src/worker/command-worker.ts',
    find: "this.#rejectAll(drain === 'reject' ? [...queued, ...awaitingAdmission] : awaitingAdmission, closing);",
    replace:
      "this.#rejectAll(awaitingAdmission, closing);\n    if (drain === 'reject') for (const job of queued) this.#queue.remove(job);",
    tests: ['test/simulator/close', '.property.test'],
  },
  {
    name: 'a chunked reply',
    file: 'src/ports/http/http-delivery.ts',
    find: ".writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) })\n    .end(text);",
    replace: ".writeHead(200, { 'Content-Type': 'application/json' })\n    .write(text);\n  response.end();",
    tests: ['test/contract/exchanges'],
  },
  {
    name: 'BUSY after a wait',
    file: 'src/worker/command-worker.ts',
    find: 'else pending.reject(this.#busy).notify();',
    replace: 'else this.#options.clock.setTimeout(() => pending.reject(this.#busy).notify(), 1);',
    tests: ['test/worker/queue', '.property.test'],
  },
  {
    name: 'a job carried out after its client reset the connection',
    file: 'src/worker/command-worker.ts',
    find: "if (pending !== this.#running) pending.reject({ kind: 'cancelled' }).notify();",
    replace: 'void pending;',
    tests: ['test/ports/client-reset', '.property.test'],
  },
  {
    name: "a reply with another call's id",
    file: 'src/command-path/request-handler.ts',
    find: 'elementFor(call.id, byFault.get(call), byCommand.get(call))',
    replace: 'elementFor(commands[0]?.id ?? call.id, byFault.get(call), byCommand.get(call))',
    tests: ['test/contract/exchanges'],
  },
  {
    name: 'a soft boot before its job is done',
    file: 'src/worker/job-runner.ts',
    find: 'effects.push(...execution.effects);',
    replace: 'this.#options.executor.begin(execution.effects);',
    tests: ['.property.test', 'test/contract/exchanges'],
  },
  {
    name: 'flash loaded by a soft boot',
    file: 'src/radio/radio.ts',
    find: 'this.#blackout.begin(effect, at.now, this.#timing.softBoot);',
    replace:
      'this.#blackout.begin(effect, at.now, this.#timing.softBoot);\n          this.#settings.loadFlash();',
    tests: ['test/contract', '.property.test'],
  },
  {
    name: 'a timer left after close',
    file: 'src/command-path/availability.ts',
    find: 'close(): void {\n    this.#closed = true;\n    this.#timer?.cancel();',
    replace: 'close(): void {\n    this.#closed = true;',
    tests: ['test/simulator', 'test/command-path/blackout'],
  },
  {
    name: "a fault's own text on the wire",
    file: 'src/worker/job-runner.ts',
    find: 'return { outcome: internal, effects: [] };',
    replace:
      "return { outcome: failed({ token: 'INTERNAL', detail: { reason: String(error) } }), effects: [] };",
    tests: ['.property.test'],
  },
  {
    name: 'a log line per call where nobody wants one',
    file: 'src/simulator/telemetry.ts',
    find: "if (!isNotable && this.#logger.isLevelEnabled?.('debug') === false) return;",
    replace: '',
    tests: ['test/simulator/throwing-logger'],
  },
  {
    name: 'the newest job first',
    file: 'src/worker/queue.ts',
    find: 'const [first] = this.#queued;',
    replace: 'const [first] = [...this.#queued].reverse();',
    tests: ['.property.test', 'test/worker/queue'],
  },
  {
    name: 'no deadlines',
    file: 'src/worker/pending-job.ts',
    find: 'if (next === Infinity) return;',
    replace: 'if (next >= 0) return;',
    tests: ['.property.test', 'test/contract/exchanges'],
  },
  {
    name: 'the maintenance port open to all',
    file: 'src/ports/access-list.ts',
    find: 'return this.#list.check(',
    replace: 'return !!plain || this.#list.check(',
    tests: ['test/ports/maintenance/allowed-networks'],
  },
  {
    name: 'a write that saves itself',
    file: 'src/radio/settings.ts',
    find: 'if (this.#factory.has(name)) this.#running.set(name, Object.freeze([...value]));',
    replace:
      'if (this.#factory.has(name)) {\n      this.#running.set(name, value);\n      this.#flash.set(name, value);\n    }',
    tests: ['test/radio/settings', 'test/contract'],
  },
  {
    name: 'a reply to a notification',
    file: 'src/command-path/request-handler.ts',
    find: 'if (call.id === undefined) return undefined;',
    replace: 'if (call.id === undefined) return { id: null, result: [] };',
    tests: ['test/contract/exchanges'],
  },
  {
    name: 'a deadline that a late event loop does not see',
    file: 'src/worker/pending-job.ts',
    find: 'if (this.#nextDeadline < Infinity && this.clock.now() >= this.#nextDeadline) this.#settleOverdue();',
    replace: 'if (this.#nextDeadline < 0) this.#settleOverdue();',
    tests: ['test/worker/turn'],
  },
  {
    name: 'a fault that acts at probability 0',
    file: 'src/faults/fault-set.ts',
    find: 'if (probability < 1 && draw.real() >= probability) return undefined;',
    replace: 'if (probability < 0 && draw.real() >= probability) return undefined;',
    tests: ['test/faults/add-and-remove'],
  },
  {
    name: 'a control plane that any web page may use',
    file: 'src/control/server/access.ts',
    find: "if (!isForeign && site !== 'cross-site' && site !== 'same-site') return;",
    replace: "if (!isForeign || site !== 'nobody') return;",
    tests: ['test/control/access'],
  },
];
