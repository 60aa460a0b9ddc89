import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { startSilvusMock, virtualClock } from '../../../src/index.js';
import { actionNames } from '../../../src/scenario/schema.js';
import { fencesOf, textOf } from '../../support/markdown.js';

const text = textOf('docs/scenarios.md');

test('the scenario that is shown plays to its end', async () => {
  const [shown] = fencesOf(text).filter(({ language }) => language === 'yaml');
  const clock = virtualClock();
  await using mock = await startSilvusMock({ clock });
  mock.scenario.run(parse(shown?.text ?? '') as never);
  await clock.advance('1h');
  expect(mock.scenario.status).toMatchObject({ name: 'drive', state: 'ended', fault: undefined });
});

test.each(actionNames)('the step %s is described', (name) => {
  expect(text).toContain(`| \`${name}\``);
});
