import { expect, test } from 'vitest';
import { methodDeclarations } from '../../src/index.js';
import { running } from '../support/radio.js';

const without = methodDeclarations
  .filter((each) => each.settings.length === 0 && !('reading' in each))
  .map(({ name }) => name);

test.each(without)('%s has neither setting nor reading to patch', async (name) => {
  const mock = await running();
  expect(() => mock.state.patch({ [name]: '1' })).toThrow(
    expect.objectContaining({
      code: 'OPTION_INVALID',
      message: expect.stringMatching(`^state: name: "${name}" is not allowed; allowed: freq, bw, freq_bw`),
    }),
  );
});
