import { expect, test } from 'vitest';
import { ConfigurationError } from '../../src/index.js';

test('a configuration error lists its issues with file, line and column; faults is the older name of the list', () => {
  const error = new ConfigurationError([
    {
      origin: { kind: 'file', name: 'silvus-mock.yaml:3:5' },
      message: 'seed: is wrong',
      key: 'seed',
    },
  ]);
  const message = 'silvus-mock.yaml:3:5: seed: is wrong';
  expect(error.issues).toEqual([{ file: 'silvus-mock.yaml', line: 3, column: 5, key: 'seed', message }]);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the older name is what is tested
  expect(error.faults).toBe(error.issues);
  expect(error).toMatchObject({ code: 'CONFIG_INVALID', message });
});
