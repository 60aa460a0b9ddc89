import fc from 'fast-check';
import { appendFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { randomSource } from '../../src/core/random.js';
import { type DiskRunCounts, DiskRun, type Life, type Trouble, noCounts } from '../support/disk-run.js';
import type { Draw, Mishap } from '../support/memory-disk.js';
import { deadline, holds, isLong } from '../support/property.js';

const mishaps = ['fails', 'fails late', 'is short', 'is slow', 'hangs', 'stops', 'stops late'] as const;
const mishap = fc.constantFrom<Mishap>(...mishaps);

/** Steps of a life: some twenty for a start, eleven for each save. */
const trouble: fc.Arbitrary<Trouble> = fc.record({ at: fc.nat(90), what: mishap });

const life: fc.Arbitrary<Life> = fc.record({
  commands: fc.array(fc.constantFrom('save', 'save', 'save', 'reset'), { maxLength: 8 }),
  troubles: fc.uniqueArray(trouble, { maxLength: 4, selector: ({ at }) => at }),
  end: fc.constantFrom('close', 'kill', 'power cut', 'power cut'),
});

test(
  'whatever the disk does and whenever the power fails, no acknowledged save is lost, none is torn, and memory and disk agree',
  deadline,
  async () => {
    const counts = noCounts();
    await holds(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 4 }), fc.nat(), async (lives, seed) => {
        const chance = randomSource(seed).stream('power cut');
        const run = new DiskRun((below) => Math.floor(chance.between(0, below)), counts);
        for (const each of lives) await run.live(each);
        await run.last();
      }),
      { share: 0.25 },
    );
    report('random', counts);
  },
);

/** What a power cut leaves of what was not synced: the oldest, the newest, or one after the other. */
const draws: Readonly<Record<string, () => Draw>> = {
  'the oldest': () => () => 0,
  'the newest': () => (below) => below - 1,
  'by turns': () => {
    let turn = 0;
    return (below) => turn++ % below;
  },
};

test.each(mishaps)(
  'the same where any one step of a start, two saves and two resets %s, before a power cut at once or after the next start',
  deadline,
  async (what) => {
    const counts = noCounts();
    const all = Object.values(draws);
    // Each step with one of the draws; with all of them where there is time.
    const stride = isLong ? 1 : all.length;
    for (const [first, newDraw] of all.entries()) {
      for (const isAtOnce of [true, false]) {
        let met = 1;
        for (let at = first % stride; met > 0; at += stride) {
          const run = new DiskRun(newDraw(), counts);
          const troubles = [{ at, what }];
          const end = isAtOnce ? 'power cut' : 'kill';
          met = await run.live({ commands: ['save', 'save', 'reset', 'reset'], troubles, end });
          if (!isAtOnce) await run.live({ commands: [], troubles: [], end: 'power cut' });
          await run.last();
        }
      }
    }
    report(what, counts);
  },
);

/** Adds the counts of a run to the file that is asked for. Nothing is counted in vain. */
function report(name: string, counts: DiskRunCounts): void {
  const file = process.env['DISK_REPORT'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ name, ...counts, lost: 0, torn: 0 })}\n`);
  const { lives, mishaps: met, acknowledged, powerCuts } = counts;
  expect(Math.min(lives, met, acknowledged, powerCuts)).toBeGreaterThan(0);
}
