import fc from 'fast-check';
import type { Endpoint } from '../endpoint/endpoint.js';
import { type KnownCall, type RequestCase, type Why, errorOf, result } from '../case.js';
import { batch, batchRequest } from '../generators/batches.js';
import { boundaryCall, singleRequest, validCall } from '../generators/calls.js';
import { envelope } from '../generators/envelopes.js';
import { invalidCall } from '../generators/invalid-calls.js';
import { lenientForm } from '../generators/lenient-forms.js';
import { type Target, type TargetOptions, isDeferred, targetOf } from '../target.js';
import { BurstCommand } from './burst-command.js';
import type { ReferenceRadio } from './reference-radio.js';
import { type RadioCommand, SendCommand, letPass } from './send-command.js';
import { PassCommand, PassToChangeCommand } from './time-commands.js';

/** Reads every setting that is known: what was refused, or lost, is seen here. */
class ReadAllCommand implements RadioCommand {
  readonly why: Why = { generator: 'command', property: 'unchanged-by-error' };
  readonly calls = 1;
  readonly #atOnce: number;

  /** Makes one that reads so many settings with each request. */
  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  check(model: Readonly<ReferenceRadio>): boolean {
    return !model.isAway;
  }

  async run(model: ReferenceRadio, real: Endpoint): Promise<void> {
    const reads = model.readable.map((method, id) => {
      const call: KnownCall = { method, params: [], kind: 'read', outcome: result };
      return singleRequest({ jsonrpc: '2.0', method, id }, id, { call, outcome: result, why: this.why });
    });
    for (let from = 0; from < reads.length; from += this.#atOnce) {
      const request = batchRequest(reads.slice(from, from + this.#atOnce));
      await new SendCommand({ ...request, why: this.why }).run(model, real);
    }
  }

  toString(): string {
    return 'a read of each setting';
  }
}

function actionOf(method: string, why: Why): RequestCase {
  const call: KnownCall = { method, params: [], kind: 'action', outcome: result };
  return singleRequest({ jsonrpc: '2.0', method, id: 'm' }, 'm', { call, outcome: result, why });
}

/** Messages for the maintenance port: its three methods, and one that it has not. */
function maintenanceCommand(): fc.Arbitrary<RadioCommand> {
  const why: Why = { generator: 'command', property: 'accepted' };
  const action = (method: string) => actionOf(method, why);
  const unknown = singleRequest({ jsonrpc: '2.0', method: 'freq', id: 0 }, 0, {
    outcome: errorOf(-32601),
    why: { ...why, property: 'refused' },
  });
  return fc
    .constantFrom(action('zeroize'), action('factory_reset'), action('radio_reset'), unknown)
    .map((request) => new SendCommand(request, 'maintenance'));
}

/** Saves one of the settings that a reboot would lose: chance alone would seldom save what was written before. */
class SaveCommand implements RadioCommand {
  readonly why: Why = { generator: 'command', property: 'flash' };
  readonly calls = 1;
  readonly #nth: number;
  #name: string | undefined;

  constructor(nth: number) {
    this.#nth = nth;
  }

  check(model: Readonly<ReferenceRadio>): boolean {
    return model.unsaved.length > 0;
  }

  async run(model: ReferenceRadio, real: Endpoint): Promise<void> {
    const { unsaved } = model;
    const name = unsaved[this.#nth % unsaved.length] ?? '';
    this.#name = name;
    const call: KnownCall = { method: 'setenvlinsingle', params: [name], kind: 'write', outcome: result };
    const members = { jsonrpc: '2.0', method: call.method, params: call.params, id: 1 };
    await new SendCommand(singleRequest(members, 1, { call, outcome: result, why: this.why })).run(
      model,
      real,
    );
  }

  toString(): string {
    return `setenvlinsingle ${this.#name ?? 'of a setting that was written'}`;
  }
}

/** Reboots the radio, waits until it is back, and reads every setting: what was saved is there, and nothing else. */
class RebootCommand implements RadioCommand {
  readonly why: Why = { generator: 'command', property: 'flash' };
  readonly calls = 1;
  readonly #readAll: ReadAllCommand;

  constructor(readAll: ReadAllCommand) {
    this.#readAll = readAll;
  }

  check(model: Readonly<ReferenceRadio>): boolean {
    return !model.isAway;
  }

  async run(model: ReferenceRadio, real: Endpoint): Promise<void> {
    await new SendCommand(actionOf('radio_reset', this.why)).run(model, real);
    // Without known times the command has waited by itself.
    const { rebootDelay, reboot } = model.timing ?? { rebootDelay: 0, reboot: 0 };
    await letPass(model, real, rebootDelay + reboot);
    if (!model.isAway) await this.#readAll.run(model, real);
  }

  toString(): string {
    return 'radio_reset, until it is back, a read of each setting';
  }
}

/** Options of {@link radioCommands}. */
export interface CommandOptions extends TargetOptions {
  /** Maximum number of commands in a sequence; default: 30. */
  readonly maxCommands?: number | undefined;
  /** The `replayPath` that a failure printed. */
  readonly replayPath?: string | undefined;
  /** True where the radio's time passes by `pass` alone, so that minutes cost nothing; default: false. */
  readonly isVirtual?: boolean;
}

/** Settings that are read with one request. */
const readAtOnce = 64;

/** Times around the durations of blackouts, ms; on real time short ones. */
const virtualTimes = [0, 1, 999, 1_000, 2_999, 3_000, 3_001, 29_999, 30_000, 60_000, 63_000, 120_000];
const realTimes = [0, 1, 10, 50];

/** Requests whose effects the model can follow. */
function modelledRequests(target: Target): fc.Arbitrary<RequestCase> {
  const followed = {
    ...target,
    entries: target.entries.filter(({ declaration }) => !isDeferred(declaration)),
  };
  return fc.oneof(
    { arbitrary: validCall(followed), weight: 6 },
    { arbitrary: boundaryCall(followed), weight: 3 },
    { arbitrary: invalidCall(followed), weight: 3 },
    { arbitrary: batch(followed), weight: 2 },
    { arbitrary: lenientForm(followed), weight: 2 },
    { arbitrary: envelope(followed), weight: 1 },
  );
}

/** Sequences of commands for `fc.asyncModelRun`, with a {@link ReferenceRadio} and an endpoint. */
export function radioCommands(
  options: CommandOptions = {},
): fc.Arbitrary<Iterable<fc.AsyncCommand<ReferenceRadio, Endpoint>>> {
  const { maxCommands = 30, replayPath, isVirtual = false } = options;
  const target = targetOf(options);
  const send = modelledRequests(target).map((request): RadioCommand => new SendCommand(request));
  const times = fc.constantFrom(...(isVirtual ? virtualTimes : realTimes)).map((ms) => new PassCommand(ms));
  const readAll = new ReadAllCommand(Math.min(readAtOnce, target.maxBatch));
  const burst = fc.integer({ min: 1, max: 12 }).map((count) => new BurstCommand(count));
  const always: readonly fc.Arbitrary<RadioCommand>[] = [
    send,
    send,
    send,
    times,
    burst,
    fc.constant(readAll),
    fc.constantFrom(0, 1).map((msBefore) => new PassToChangeCommand(msBefore)),
  ];
  const changing: readonly fc.Arbitrary<RadioCommand>[] = target.safe
    ? []
    : [
        fc.nat(7).map((nth) => new SaveCommand(nth)),
        maintenanceCommand(),
        fc.constant(new RebootCommand(readAll)),
      ];
  return fc.commands([...always, ...changing], {
    maxCommands,
    ...(replayPath === undefined ? {} : { replayPath }),
  });
}

/** Reads the settings of a radio into its model. Throws a {@link BrokenPromiseError} where it does not answer. */
export async function learn(
  model: ReferenceRadio,
  real: Endpoint,
  atOnce = readAtOnce,
): Promise<ReferenceRadio> {
  await new ReadAllCommand(atOnce).run(model, real);
  return model;
}
