import { virtualClock } from '../../src/index.js';
import { CommandWorker } from '../../src/worker/command-worker.js';
import type { CommandWorkerOptions } from '../../src/worker/worker-options.js';
import type { Execution } from '../../src/radio/declaration.js';
import type { ExecutionContext, JobCommand } from '../../src/worker/job.js';
import { inShort } from './outcomes.js';

/** What a command does when its turn comes. */
export type Plan = (context: ExecutionContext) => Execution | Promise<Execution>;

/** A worker on a virtual clock whose methods do what a test says, by name. */
export class PlannedWorker {
  readonly clock = virtualClock();
  readonly worker: CommandWorker;
  /** Methods in the order in which they were carried out. */
  readonly executed: string[] = [];
  /** Outcomes as those who watch were told, `method: outcome`. */
  readonly told: string[] = [];
  readonly faults: unknown[] = [];
  /** Called within each outcome, as a user's listener is. */
  onTold: (method: string) => void = () => undefined;

  constructor(
    plans: Readonly<Record<string, Plan>>,
    { deadline = 0, ...options }: Partial<CommandWorkerOptions> & { readonly deadline?: number } = {},
  ) {
    this.worker = new CommandWorker({
      clock: this.clock,
      capacity: 10,
      admissionTimeout: 0,
      processingTime: () => 0,
      executor: {
        outageError: () => undefined,
        deadline: () => deadline,
        begin: () => undefined,
        execute: ({ method }: JobCommand, context) => {
          this.executed.push(method);
          return plans[method]?.(context) ?? done;
        },
      },
      observe: ({ command: { method }, outcome }) => {
        this.told.push(`${method}: ${inShort(outcome)}`);
        this.onTold(method);
      },
      onError: (error) => this.faults.push(error),
      ...options,
    });
  }

  /** Submits one job with these methods, in their order; gives what its submitter gets. */
  async submit(methods: readonly string[], signal?: AbortSignal): Promise<readonly string[]> {
    const commands = methods.map((method) => ({ id: 1, method, params: [] }));
    const origin = { port: 'http', peer: '127.0.0.1:1' } as const;
    const records = await this.worker.submit({ commands, origin }, signal);
    return records.map(({ outcome }) => inShort(outcome));
  }
}

/** What a write answers. */
export const done: Execution = { outcome: { kind: 'result', result: [''] }, effects: [] };
