import fc from 'fast-check';
import { expect } from 'vitest';

/*
 * How properties are run. These variables change it:
 *
 *   FC_RUNS=20000           sequences of each property (default 1000; those on real sockets do a tenth)
 *   FC_SEED=1 FC_PATH=3:0   replays one failure; a failing property prints the whole command
 *   FC_REPLAY=AAB:V         for properties made of model commands, the `replayPath` that they print
 */
const ordinaryRuns = 1_000;
const ordinaryDeadline = 180_000;

/** Sequences of each property. */
export const runs = whole('FC_RUNS') ?? ordinaryRuns;
const seed = whole('FC_SEED');
const path = process.env['FC_PATH'];

/** True where more is to be run than ordinarily, as in the long suite. */
export const isLong = runs > ordinaryRuns;

/** The deadline of a test that holds one property, ms; it grows with the number of runs. */
export const deadline = { timeout: ordinaryDeadline * Math.max(1, runs / ordinaryRuns) };

/** How a property is to be run. */
export interface Share {
  /** Part of the ordinary number of runs: 0.1 for a property on real sockets. */
  readonly share?: number;
  /** The same where no more is run than ordinarily; default: `share`. */
  readonly ordinarily?: number;
  /** How long one run may take, real ms. */
  readonly each?: number;
}

/**
 * Holds a property against as many random inputs as are asked for. A failure shows the smallest counterexample, its
 * seed and path, and the command that replays it. It comes before the test's own deadline, which would hide them.
 */
export async function holds<T>(
  property: fc.IRawProperty<T>,
  { share = 1, ordinarily = share, each = 30_000 }: Share = {},
): Promise<void> {
  const details = await fc.check(property, {
    numRuns: Math.ceil(runs * (isLong ? share : ordinarily)),
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path, endOnFailure: true }),
    plugins: [
      fc.interruptAfterTimeLimit(deadline.timeout * 0.7, { failOnInterrupt: true }),
      fc.timeout(each),
    ],
  });
  if (!details.failed) return;
  const message = await fc.asyncDefaultReportMessage(details);
  throw new Error(`${message}\n\n${replayOf(details)}`, { cause: details.errorInstance });
}

/** The options of `fc.commands`, for a replay too. */
export function commandSettings(maxCommands: number): fc.CommandsContraints {
  const replayPath = process.env['FC_REPLAY'];
  return { maxCommands, ...(replayPath === undefined ? {} : { replayPath }) };
}

function replayOf(details: fc.RunDetails<unknown>): string {
  const { testPath = '', currentTestName = '' } = expect.getState();
  const file = testPath.slice(testPath.lastIndexOf('/test/') + 1);
  const name = (currentTestName.split(' > ').at(-1) ?? '').replaceAll(/[.*+?^${}()|[\]\\'"]/g, '.');
  return `Replay: FC_SEED=${details.seed} FC_PATH=${details.counterexamplePath ?? ''} npx vitest run ${file} -t '${name}'`;
}

function whole(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined) return undefined;
  if (/^-?\d+$/.test(text)) return Number(text);
  throw new Error(`${name} is "${text}": a whole number is needed`);
}
