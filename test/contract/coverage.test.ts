import { expect, test } from 'vitest';
import { methodDeclarations, wireErrors } from '../../src/index.js';
import { type Exchange, bodyOf, exchangeFiles } from '../support/exchanges.js';

/** Tokens that no request can bring about yet, and why. */
const cannotOccur: Readonly<Record<string, string>> = {
  'Authentication error': 'there is no login yet',
};

/** One call with its answer; what is no JSON, or a batch, is left out. */
interface Call {
  readonly method: unknown;
  readonly params: readonly unknown[];
  readonly answer: {
    readonly result?: unknown;
    readonly error?: {
      readonly message?: unknown;
      readonly data?: { readonly detail?: { field?: unknown } };
    };
  };
}

function json(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

function callOf(exchange: Exchange): Call | undefined {
  const request = json(bodyOf(exchange, exchange.send)) as
    { method?: unknown; params?: unknown[] } | null | undefined;
  const answer = json(bodyOf(exchange, exchange.receive)) as Call['answer'] | null | undefined;
  if (!request || !answer || Array.isArray(request)) return undefined;
  return { method: request.method, params: request.params ?? [], answer };
}

const files = exchangeFiles();
const isResult = ({ answer }: Call) => answer.result !== undefined;
const isRangeError = ({ answer }: Call) => answer.error?.message === 'INVALID_RANGE';
const hasParams = ({ params }: Call) => params.length > 0;
const isRead = (call: Call) => !hasParams(call) && isResult(call);
const isCountError = (call: Call) =>
  isRangeError(call) && call.answer.error?.data?.detail?.field === `${String(call.method)} params`;

type Demands = Readonly<Record<string, (call: Call) => boolean>>;

const writes: Demands = {
  'a valid write': (call) => hasParams(call) && isResult(call),
  'a write of a wrong value': (call) => hasParams(call) && isRangeError(call) && !isCountError(call),
  'a write of too many values': (call) => hasParams(call) && isCountError(call),
};

/** What a method's own file must hold, by what the method can do. */
const demands: Readonly<Record<string, Demands>> = {
  read: {
    'a read': isRead,
    'a write that is refused': (call) => hasParams(call) && isRangeError(call),
  },
  'read-write': { 'a read': isRead, ...writes },
  write: { 'a write of nothing': (call) => !hasParams(call) && isRangeError(call), ...writes },
  action: {
    'a call': (call) => !hasParams(call) && isResult(call),
    'a call with a parameter': (call) => hasParams(call) && isRangeError(call),
  },
};

/** A method that asks about something is read with parameters. */
const askingReads = { 'a read': (call: Call) => hasParams(call) && isResult(call) };

test('every method of the catalogue has its exchanges', () => {
  const missing = methodDeclarations.flatMap(({ name, access, ...declaration }) => {
    const file = files.find((each) => each.name === `methods/${name}`);
    const calls = (file?.exchanges ?? []).map(callOf).filter((call) => call?.method === name);
    const all: Demands = { ...demands[access], ...('asks' in declaration ? askingReads : {}) };
    return Object.entries(all)
      .filter(([, holds]) => !calls.some((call) => call !== undefined && holds(call)))
      .map(([what]) => `methods/${name}.json: ${what} of ${name}`);
  });
  expect(missing, 'exchanges that are missing').toEqual([]);
});

test('every file of a method is that of a method in the catalogue', () => {
  const known = new Set(methodDeclarations.map(({ name }) => `methods/${name}`));
  const strangers = files.map(({ name }) => name).filter((name) => name.startsWith('methods/'));
  expect(strangers.filter((name) => !known.has(name))).toEqual([]);
});

test('every error has an exchange, unless it is known that it cannot occur', () => {
  const shown = new Set(
    files.flatMap(({ exchanges }) => exchanges.map((each) => callOrTextToken(each))).filter(Boolean),
  );
  const missing = Object.keys(wireErrors).filter((token) => !shown.has(token) && !(token in cannotOccur));
  expect(missing, 'errors that no exchange shows').toEqual([]);
  const stale = Object.keys(cannotOccur).filter((token) => shown.has(token) || !(token in wireErrors));
  expect(stale, 'errors said not to occur that do, or that are none').toEqual([]);
});

/** The token of an exchange's error, also where its request is no JSON. */
function callOrTextToken(exchange: Exchange): unknown {
  const answer = json(bodyOf(exchange, exchange.receive)) as Call['answer'] | null | undefined;
  return answer?.error?.message;
}
