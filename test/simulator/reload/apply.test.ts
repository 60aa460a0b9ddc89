import { expect, test } from 'vitest';
import { type ChangeStep, applyAll } from '../../../src/simulator/reload/apply.js';

/** Steps that note what becomes of them; those that are named throw. */
function stepsOf(names: readonly string[], faults: Readonly<Record<string, Error>> = {}) {
  const seen: string[] = [];
  const note = (what: string) => {
    seen.push(what);
    const fault = faults[what];
    if (fault !== undefined) throw fault;
  };
  const steps = names.map((name, index): ChangeStep => {
    const act = (what: string) => () =>
      index % 2 === 0 ? note(what) : Promise.resolve().then(() => note(what));
    return { name, apply: act(`apply ${name}`), undo: act(`undo ${name}`) };
  });
  return { steps, seen };
}

test('all steps are taken, one after the other', async () => {
  const { steps, seen } = stepsOf(['a', 'b', 'c']);
  expect(await applyAll(steps)).toEqual({ done: true });
  expect(seen).toEqual(['apply a', 'apply b', 'apply c']);
});

test.each(['b', 'c'])('where %s throws, those before it are undone, last first', async (name) => {
  const fault = new Error('no');
  const { steps, seen } = stepsOf(['a', 'b', 'c', 'd'], { [`apply ${name}`]: fault });
  expect(await applyAll(steps)).toEqual({ done: false, failed: name, fault, notUndone: [] });
  const before = name === 'b' ? ['a'] : ['a', 'b'];
  expect(seen).toEqual([
    ...before.map((each) => `apply ${each}`),
    `apply ${name}`,
    ...before.toReversed().map((each) => `undo ${each}`),
  ]);
});

test('an undo that throws keeps no other from being undone, and is told', async () => {
  const [no, never] = [new Error('no'), new Error('never')];
  const { steps, seen } = stepsOf(['a', 'b', 'c'], { 'apply c': no, 'undo b': never });
  expect(await applyAll(steps)).toEqual({
    done: false,
    failed: 'c',
    fault: no,
    notUndone: [{ name: 'b', fault: never }],
  });
  expect(seen.at(-1)).toBe('undo a');
});
