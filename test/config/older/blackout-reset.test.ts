import { expect, test } from 'vitest';
import { issueLines, loaded } from '../../support/config.js';
import { workingIn } from '../../support/folder.js';

test('`reset` is the older name of the blackout `rst`, in a flag, a variable and a file', () => {
  workingIn();
  expect(loaded({ flags: { '--blackout': 'reset' } }).config.blackout).toBe('rst');
  expect(loaded({ variables: { SILVUS_MOCK_BLACKOUT: 'reset' } }).config.blackout).toBe('rst');
  workingIn({ 'silvus-mock.yaml': 'blackout: reset\n' });
  expect(loaded({}).config.blackout).toBe('rst');
  workingIn({ 'silvus-mock.yaml': 'blackout: rst\n' });
  expect(loaded({}).config.blackout).toBe('rst');
});

test('a wrong blackout is told with all that are allowed', () => {
  workingIn();
  expect(issueLines({ flags: { '--blackout': 'rest' } })).toEqual([
    expect.stringMatching(/error.*refuse.*rst.*hang.*http-503/),
  ]);
});
