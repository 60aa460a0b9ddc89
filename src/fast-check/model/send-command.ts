import type fc from 'fast-check';
import type { Endpoint } from '../endpoint/endpoint.js';
import { type RequestCase, type Why, textOf } from '../case.js';
import { type BrokenPromise, BrokenPromiseError, describe } from '../judge.js';
import { judgeWithModel } from './judge-with-model.js';
import type { ReferenceRadio } from './reference-radio.js';
import { settle } from './settle.js';

/** One step against a radio and the model of it. */
export type RadioCommand = fc.AsyncCommand<ReferenceRadio, Endpoint> & {
  readonly why: Why;
  /** Number of calls that it sends. */
  readonly calls: number;
};

const isStrict = ({ timing }: ReferenceRadio) => timing !== undefined;

/** Throws the first broken promise. */
export function check(broken: readonly BrokenPromise[], why: Why, requests: readonly Uint8Array[]): void {
  const [first] = broken;
  if (first !== undefined) throw new BrokenPromiseError(first, why, requests);
}

/** Sends one request and holds the answer to the model. */
export class SendCommand implements RadioCommand {
  readonly request: RequestCase;
  readonly #port: 'http' | 'maintenance';

  constructor(request: RequestCase, port: 'http' | 'maintenance' = 'http') {
    this.request = request;
    this.#port = port;
  }

  get why(): Why {
    return this.request.why;
  }

  get calls(): number {
    return Math.max(1, this.request.calls.length);
  }

  check(): boolean {
    return true;
  }

  async run(model: ReferenceRadio, real: Endpoint): Promise<void> {
    const { request } = this;
    const { maintain } = real;
    const isMaintenance = this.#port === 'maintenance' && maintain !== undefined;
    const answer = await (isMaintenance ? maintain(request.bytes) : real.post(request.bytes));
    const { broken, effects } = judgeWithModel(request, answer, model, { strict: isStrict(model) });
    check(broken, request.why, [request.bytes]);
    if (!isStrict(model)) await settle(model, real, effects);
    // An order that is due at once is carried out when time passes.
    if (request.calls.some(({ method }) => method === 'deferred_execution_api'))
      await letPass(model, real, 1);
  }

  toString(): string {
    return `${this.#port} ${textOf(this.request)} (${describe(this.why)})`;
  }
}

/** Lets time pass for the radio and the model. */
export async function letPass(model: ReferenceRadio, real: Endpoint, ms: number): Promise<void> {
  await real.pass(ms);
  model.pass(ms);
}

/** Sends one request and holds the answer to the model. Throws a {@link BrokenPromiseError}. */
export async function exchange(request: RequestCase, model: ReferenceRadio, real: Endpoint): Promise<void> {
  await new SendCommand(request).run(model, real);
}
