import { type Clock, instantOf } from '../core/time/clock.js';
import type { CheckedMethod } from './schema.js';
import { wireErrors } from '../core/errors.js';
import type { Json } from '../core/json.js';
import type { Catalogue, CatalogueEntry } from '../radio/catalogue.js';
import type { Command, Execution } from '../radio/declaration.js';
import { parseParameters } from '../radio/values/parameters.js';
import type { Radio } from '../radio/radio.js';
import type { RandomStream } from '../core/random.js';
import type { ExecutionContext, JobCommand } from '../worker/job.js';
import type { MethodContext } from './custom-method.js';
import { PendingSettings } from './pending-settings.js';
import { Refusal } from './refusal.js';
import { rendered } from './fixed-reply.js';
import { sendable } from './reply-value.js';

/** What a method of the user's own is carried out on. */
export interface MethodHost {
  readonly clock: Clock;
  /** The radio's own methods. */
  readonly catalogue: Catalogue;
  radio(): Radio;
  /** The stream of a method. */
  readonly random: (method: string) => RandomStream;
}

/** A method of the user's own, ready to be called. */
export interface OwnMethod {
  readonly method: CheckedMethod;
  readonly entry: CatalogueEntry;
}

/** Whether a command changes something, as far as its method says. */
export function isWrite({ declaration: { access } }: CatalogueEntry, { params }: Command): boolean {
  return access === 'read-write' ? params.length > 0 : access !== 'read';
}

/**
 * Carries out one command of a method of the user's own. What it changes is changed at its end, if it gave a result
 * while somebody waited for it. Rejects with what it throws, and with what of its result can't be sent.
 */
export async function carryOut(
  own: OwnMethod,
  command: JobCommand,
  turn: ExecutionContext,
  host: MethodHost,
): Promise<Execution> {
  const parsed = judged(own, command);
  if ('rejection' in parsed) return refused(new Refusal('INVALID_RANGE', parsed.rejection));
  const settings = new PendingSettings(host.radio(), host.catalogue, () => instantOf(host.clock));
  const over = new AbortController();
  try {
    const context = contextOf(own, settings, turn, over.signal, host);
    const result = await answer(own.method, command, parsed.values, turn, context);
    // Also where no timer could say so: a method may have kept the event loop to itself.
    if (turn.signal.aborted) return { outcome: { kind: 'cancelled' }, effects: [] };
    const conflict = settings.apply();
    if (conflict !== undefined) return refused(new Refusal('INVALID_RANGE', conflict));
    const { effect } = own.entry.declaration;
    const effects = effect === 'none' || !isWrite(own.entry, command) ? [] : [effect];
    return { outcome: { kind: 'result', result }, effects };
  } catch (fault) {
    if (fault instanceof Refusal) return refused(fault);
    throw fault;
  } finally {
    // Without a reason of ours it would make an error with its stack.
    over.abort('the method has ended');
  }
}

function judged({ entry }: OwnMethod, { method, params }: Command) {
  const { parameters, declaration } = entry;
  if (declaration.access === 'read-write' && params.length === 0) return { values: [] };
  return parseParameters(method, parameters, params);
}

async function answer(
  { result, execute }: CheckedMethod,
  { method, id }: JobCommand,
  params: readonly string[],
  { origin: { port, peer } }: ExecutionContext,
  context: MethodContext,
): Promise<Json> {
  if (execute === undefined) return rendered(result, { params, read: (name) => context.settings.read(name) });
  return sendable(await execute({ method, params, id, port, peer }, context));
}

function contextOf(
  { method: { name } }: OwnMethod,
  settings: PendingSettings,
  turn: ExecutionContext,
  over: AbortSignal,
  { clock, random }: MethodHost,
): MethodContext {
  return {
    settings: {
      read: (method) => settings.read(method),
      patch: (values) => settings.patch(values),
    },
    clock: {
      now: () => clock.now(),
      wallTime: () => clock.wallTime(),
      sleep: (ms) => clock.sleep(ms, AbortSignal.any([turn.signal, over])),
    },
    get random() {
      return random(name);
    },
    get signal() {
      return turn.signal;
    },
    refusal: (token, detail) => {
      if (!Object.hasOwn(wireErrors, token)) throw new Error(`refusal: ${token} is no error of a radio`);
      return new Refusal(token, detail);
    },
  };
}

function refused({ token, detail }: Refusal): Execution {
  const error = detail === undefined ? { token } : { token, detail };
  return { outcome: { kind: 'error', error }, effects: [] };
}
