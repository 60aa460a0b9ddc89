import fc from 'fast-check';
import { appendFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { randomSource } from '../../src/core/random.js';
import { type DiskRunCounts, DiskRun, type Life, type Trouble } from '../support/disk-run.js';
import type { Mishap } from '../support/memory-disk.js';
import { deadline, holds } from '../support/property.js';

const mishap = fc.constantFrom<Mishap>(
  ...(['fails', 'fails late', 'is short', 'is slow', 'hangs', 'stops', 'stops late'] as const),
);

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
    const counts: DiskRunCounts = { lives: 0, mishaps: 0, acknowledged: 0, refused: 0, powerCuts: 0 };
    await holds(
      fc.asyncProperty(fc.array(life, { minLength: 1, maxLength: 4 }), fc.nat(), async (lives, seed) => {
        const chance = randomSource(seed).stream('power cut');
        const run = new DiskRun((below) => Math.floor(chance.between(0, below)), counts);
        for (const each of lives) await run.live(each);
        await run.last();
      }),
    );
    const report = process.env['DISK_REPORT'];
    if (report !== undefined) appendFileSync(report, `${JSON.stringify({ ...counts, lost: 0, torn: 0 })}\n`);
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0);
  },
);
