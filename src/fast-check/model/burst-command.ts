import type { Endpoint } from '../endpoint/endpoint.js';
import { type KnownCall, type Why, anyOutcome } from '../case.js';
import { singleRequest } from '../generators/calls.js';
import { type BrokenPromise, judge, readAnswer } from '../judge.js';
import type { ReferenceRadio } from './reference-radio.js';
import { type RadioCommand, check } from './send-command.js';

/** Sends many requests at the same time: each is answered, and no more than the queue holds are carried out. */
export class BurstCommand implements RadioCommand {
  readonly why: Why = { generator: 'command', property: 'queue' };
  readonly calls: number;

  constructor(count: number) {
    this.calls = count;
  }

  check(): boolean {
    return true;
  }

  async run(model: ReferenceRadio, real: Endpoint): Promise<void> {
    const requests = Array.from({ length: this.calls }, (_, id) => {
      const call: KnownCall = { method: 'nodeid', params: [], kind: 'read', outcome: anyOutcome };
      return singleRequest({ jsonrpc: '2.0', method: 'nodeid', id }, id, {
        call,
        outcome: anyOutcome,
        why: this.why,
      });
    });
    const answers = await real.burst(requests.map(({ bytes }) => bytes));
    const broken = requests.flatMap((request, index) => {
      const answer = answers[index];
      return answer === undefined ? [] : judge(request, answer);
    });
    const codes = answers.map((answer) => {
      const read = readAnswer(answer);
      return read.kind === 'replies' ? read.replies[0]?.error?.code : undefined;
    });
    check([...broken, ...this.#countComplaint(codes, model)], this.why, []);
  }

  /** Number of those without a place, of all that came while none was carried out. */
  #countComplaint(codes: readonly (number | undefined)[], model: ReferenceRadio): readonly BrokenPromise[] {
    if (model.queueCapacity === undefined) return [];
    const expected = Math.max(0, this.calls - model.queueCapacity);
    const busy = codes.filter((code) => code === -32001).length;
    if (busy === expected) return [];
    const message = `${busy} of ${this.calls} requests found no place where ${expected} were expected`;
    return [{ property: 'queue', message, signature: 'queue count' }];
  }

  toString(): string {
    return `${this.calls} times nodeid at the same time`;
  }
}
