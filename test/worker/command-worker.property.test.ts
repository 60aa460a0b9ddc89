import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ModelledWorker } from '../support/modelled-worker.js';
import { commandSettings, deadline, holds } from '../support/property.js';
import { type ModelCommand, type ModelSettings, WorkerModel } from '../support/worker-model.js';

/** Does one thing to the model and to the worker, and compares them when nothing more happens by itself. */
class Step implements fc.AsyncCommand<WorkerModel, ModelledWorker> {
  readonly #name: string;
  readonly #details: unknown;
  readonly #onModel: (model: WorkerModel) => void;
  readonly #onWorker: (real: ModelledWorker) => unknown;
  readonly #needsClosing: boolean;

  constructor(
    name: string,
    onModel: (model: WorkerModel) => void,
    onWorker: (real: ModelledWorker) => unknown,
    { details, needsClosing = false }: { details?: unknown; needsClosing?: boolean } = {},
  ) {
    this.#details = details;
    this.#name = name;
    this.#onModel = onModel;
    this.#onWorker = onWorker;
    this.#needsClosing = needsClosing;
  }

  check(model: Readonly<WorkerModel>): boolean {
    return model.closing || !this.#needsClosing;
  }

  async run(model: WorkerModel, real: ModelledWorker): Promise<void> {
    this.#onModel(model);
    fc.pre(!model.unsure);
    const done = this.#onWorker(real);
    // A close resolves later; all else is over when nothing is left to do at this moment.
    if (!this.#name.startsWith('close')) await done;
    await turn();
    expect(real.outcomes).toEqual(model.jobs.map(({ outcomes }) => outcomes));
    expect(real.executed).toEqual(model.executed);
    expect(real.begun).toEqual(model.begun);
    expect(real.worker.figures).toMatchObject({ waiting: model.waiting, running: model.running });
    expect(real.settled).toBe(model.jobs.filter(({ outcomes }) => !outcomes.includes(undefined)).length);
  }

  toString(): string {
    return this.#details === undefined ? this.#name : `${this.#name} ${fc.stringify(this.#details)}`;
  }
}

const time = fc.integer({ min: 1, max: 400 });
const mayBeNone = (arbitrary: fc.Arbitrary<number>) => fc.oneof(fc.constant(0), arbitrary);

const command: fc.Arbitrary<ModelCommand> = fc.record({
  does: fc.constantFrom('returns', 'returns', 'returns', 'takes', 'takes', 'refuses', 'throws', 'never'),
  ms: time,
  deadline: mayBeNone(time),
  causes: fc.constantFrom(true, false, false, false),
  isSync: fc.boolean(),
});

const submit = fc.array(command, { minLength: 1, maxLength: 4 }).map(
  (commands) =>
    new Step(
      `submit ${fc.stringify(commands)}`,
      (model) => model.submit(commands),
      (real) => real.submit(commands),
    ),
);

const advance = mayBeNone(time).map(
  (ms) =>
    new Step(
      `advance ${ms}`,
      (model) => model.advance(ms),
      (real) => real.clock.advance(ms),
    ),
);

const abort = fc.nat(12).map(
  (job) =>
    new Step(
      `abort ${job}`,
      (model) => model.abort(job),
      (real) => real.abort(job),
    ),
);

const close = fc.constantFrom('finish' as const, 'reject' as const).map(
  (drain) =>
    new Step(
      `close ${drain}`,
      (model) => model.close(drain),
      (real) => real.worker.close(drain),
    ),
);

const switches = fc.constantFrom<('pause' | 'resume' | 'reset')[]>('pause', 'resume', 'resume', 'reset').map(
  (name) =>
    new Step(
      name,
      (model) => model[name](),
      (real) => real.worker[name](),
    ),
);

const abandon = fc.constant(
  new Step(
    'abandon',
    (model) => model.abandon(),
    (real) => real.worker.abandon(),
    { needsClosing: true },
  ),
);

const settings: fc.Arbitrary<ModelSettings> = fc.record({
  capacity: fc.nat(4),
  admissionTimeout: mayBeNone(time),
  processing: fc.array(mayBeNone(fc.integer({ min: 1, max: 100 })), { minLength: 1, maxLength: 3 }),
});

test(
  'a worker gives every command the outcome that the model gives it, at the same moment',
  deadline,
  async () => {
    const step = fc.oneof(
      { arbitrary: submit, weight: 12 },
      { arbitrary: advance, weight: 12 },
      { arbitrary: abort, weight: 3 },
      { arbitrary: switches, weight: 3 },
      { arbitrary: close, weight: 1 },
      { arbitrary: abandon, weight: 1 },
    );
    const steps = fc.commands([step], { ...commandSettings(40), size: 'max' });
    await holds(
      fc.asyncProperty(settings, steps, async (given, script) => {
        const setup = () => ({ model: new WorkerModel(given), real: new ModelledWorker(given) });
        await fc.asyncModelRun(setup, script);
      }),
      { share: 0.5 },
    );
  },
);
