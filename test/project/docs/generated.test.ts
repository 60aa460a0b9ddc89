import { expect, test } from 'vitest';
import { bendsByLevel, documents, fill, parts, usagesOf } from '../../../docs/generate.js';
import { commands } from '../../../src/cli/commands/commands.js';
import { remoteCommands } from '../../../src/cli/remote/remote.js';
import { processSeries } from '../../../src/control/metrics/process-series.js';
import { activitySeries } from '../../../src/control/metrics/activity-series.js';
import { radioSeries, simulatorSeries } from '../../../src/control/metrics/radio-series.js';
import { settings } from '../../../src/config/settings/settings.js';
import {
  chaosBends,
  chaosLevels,
  degradedFaults,
  faultKinds,
  loadModel,
  timings,
  wireErrors,
} from '../../../src/index.js';
import { Catalogue } from '../../../src/radio/catalogue.js';
import { textOf } from '../../support/markdown.js';

const byName = parts({
  commands: await usagesOf(commands),
  remoteCommands: await usagesOf(remoteCommands),
  entries: new Catalogue(loadModel('default'), 'fine').entries(),
  timings,
  settings,
  wireErrors,
  faultKinds,
  degradedFaults,
  bends: await bendsByLevel(chaosLevels, chaosBends),
  radioSeries: [...radioSeries, ...activitySeries, ...simulatorSeries],
  processSeries,
  manifest: JSON.parse(textOf('package.json')) as unknown,
  lock: JSON.parse(textOf('package-lock.json')) as unknown,
});

test.each(documents)('the generated parts of %s are what the code says', async (document) => {
  const text = textOf(document);
  expect(text, 'run `npm run build && npm run docs`').toBe(await fill(text, byName));
});

test('every generated part stands in some document', () => {
  const texts = documents.map(textOf).join('\n');
  expect(byName.size).toBeGreaterThan(5);
  for (const name of byName.keys()) expect(texts).toContain(`<!-- generated: ${name} -->`);
});

test('a part that nobody makes is an error, not an empty place', async () => {
  const text = '<!-- generated: nothing -->\n<!-- end of nothing -->\n';
  await expect(fill(text, byName)).rejects.toThrow('nothing');
});
