import type { Endpoint } from '../endpoint/endpoint.js';
import { type Why, result } from '../case.js';
import { singleRequest } from '../generators/calls.js';
import type { ReferenceRadio } from './reference-radio.js';
import { type RadioCommand, SendCommand, letPass } from './send-command.js';

const probe = singleRequest({ jsonrpc: '2.0', method: 'nodeid', id: 1 }, 1, {
  call: { method: 'nodeid', params: [], kind: 'read', outcome: result },
  outcome: result,
  why: { generator: 'command', property: 'blackout' },
});

/** Lets time pass, and asks whether the radio is there. */
export class PassCommand implements RadioCommand {
  readonly why: Why = { generator: 'command', property: 'blackout' };
  readonly calls = 1;
  readonly #ms: number;

  constructor(ms: number) {
    this.#ms = ms;
  }

  check(): boolean {
    return true;
  }

  async run(model: ReferenceRadio, real: Endpoint): Promise<void> {
    await letPass(model, real, this.#ms);
    await new SendCommand(probe).run(model, real);
  }

  toString(): string {
    return `${this.#ms} ms pass, nodeid`;
  }
}

/** Lets time pass to the end of a blackout or the begin of a reboot, or to the ms before. */
export class PassToChangeCommand implements RadioCommand {
  readonly why: Why;
  readonly calls = 1;
  readonly #msBefore: number;

  constructor(msBefore: number) {
    this.#msBefore = msBefore;
    this.why = { generator: 'command', property: 'blackout', boundary: `${msBefore} ms before the change` };
  }

  check(model: Readonly<ReferenceRadio>): boolean {
    return (model.untilChange ?? 0) > this.#msBefore;
  }

  async run(model: ReferenceRadio, real: Endpoint): Promise<void> {
    await letPass(model, real, (model.untilChange ?? 0) - this.#msBefore);
    await new SendCommand(probe).run(model, real);
  }

  toString(): string {
    return `until ${this.#msBefore} ms before the radio goes or comes back, nodeid`;
  }
}
