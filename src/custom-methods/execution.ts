import { type Clock, instantOf } from '../core/time/clock.js';
import type { CheckedMethod } from './schema.js';
import { wireErrors } from '../core/errors.js';
import { type Json, toJson } from '../core/json.js';
import type { Catalogue, CatalogueEntry } from '../radio/catalogue.js';
import type { Command, Execution } from '../radio/declaration.js';
import { parseParameters } from '../radio/values/parameters.js';
import type { Radio } from '../radio/radio.js';
import type { RandomStream } from '../core/random.js';
import type { ExecutionContext, JobCommand } from '../worker/job.js';
import type { MethodContext } from './custom-method.js';
import { PendingSettings } from './pending-settings.js';
import { Refusal } from './refusal.js';
import { renderReply } from './fixed-reply.js';

/** The radio that a custom method is executed on. */
export interface MethodHost {
  readonly clock: Clock;
  /** The methods that the radio itself executes: the built-in ones, and custom settings. */
  readonly catalogue: Catalogue;
  radio(): Radio;
  /** The stream of a method. */
  readonly random: (method: string) => RandomStream;
}

/** A custom method with its entry in the catalogue. */
export interface CustomMethodEntry {
  readonly method: CheckedMethod;
  readonly entry: CatalogueEntry;
}

/** True if a command changes something by the declaration of its method. */
export function isWrite({ declaration: { access } }: CatalogueEntry, { params }: Command): boolean {
  return access === 'read-write' ? params.length > 0 : access !== 'read';
}

/**
 * Executes one command of a custom method. Its changes are applied at its end, if it returned a result in time.
 * Rejects with the error that it throws, or if its result is no JSON.
 */
export async function executeCustom(
  own: CustomMethodEntry,
  command: JobCommand,
  turn: ExecutionContext,
  host: MethodHost,
): Promise<Execution> {
  const parsed = checkParameters(own, command);
  if ('rejection' in parsed) return errorOf(new Refusal('INVALID_RANGE', parsed.rejection));
  const settings = new PendingSettings(host.radio(), host.catalogue, () => instantOf(host.clock));
  const over = new AbortController();
  try {
    const context = contextOf(own, settings, turn, over.signal, host);
    const result = await answer(own.method, command, parsed.values, turn, context);
    // A method that blocked the event loop past its deadline kept the timer from firing.
    if (turn.signal.aborted) return { outcome: { kind: 'cancelled' }, effects: [] };
    const conflict = settings.apply();
    if (conflict !== undefined) return errorOf(new Refusal('INVALID_RANGE', conflict));
    const { effect } = own.entry.declaration;
    const effects = effect === 'none' || !isWrite(own.entry, command) ? [] : [effect];
    return { outcome: { kind: 'result', result }, effects };
  } catch (error) {
    if (error instanceof Refusal) return errorOf(error);
    throw error;
  } finally {
    // Without a reason Node.js would create an error with its stack.
    over.abort('the method has ended');
  }
}

function checkParameters({ entry }: CustomMethodEntry, { method, params }: Command) {
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
  if (execute === undefined)
    return renderReply(result, { params, read: (name) => context.settings.read(name) });
  return toJson(await execute({ method, params, id, port, peer }, context));
}

function contextOf(
  { method: { name } }: CustomMethodEntry,
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

function errorOf({ token, detail }: Refusal): Execution {
  const error = detail === undefined ? { token } : { token, detail };
  return { outcome: { kind: 'error', error }, effects: [] };
}
