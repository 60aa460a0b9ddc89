import { expect, test } from 'vitest';
import { radioWithCli } from '../../support/cli-on-control-plane.js';
import { outcome } from '../../support/json-rpc-client.js';

test('state get prints one value, and all in a table', async () => {
  const { mock, silvus } = await radioWithCli();
  expect(await silvus('state', 'get', 'freq')).toEqual({ code: 0, stdout: '4700\n', stderr: '' });
  const { stdout } = await silvus('state', 'get');
  const [head, ...lines] = stdout.trimEnd().split('\n');
  expect(head).toMatch(/^METHOD +VALUE$/);
  expect(lines.map((line) => line.split(' ')[0])).toEqual(Object.keys(mock.state.readAll()));
  expect(stdout).toMatch(/^freq_bw +4700 20$/m);
});

test('state set changes what the radio answers, without a blackout', async () => {
  const { mock, silvus, named } = await radioWithCli();
  expect(await silvus('state', 'set', 'freq', '2220')).toEqual({
    code: 0,
    stdout: 'freq: 2220\n',
    stderr: named,
  });
  expect(await outcome(mock, 'freq')).toEqual(['2220']);
  await silvus('state', 'set', 'freq_bw', '4700', '5');
  expect(await outcome(mock, 'freq_bw')).toEqual(['4700', '5']);
});

test('values below 0 are values', async () => {
  const { mock, silvus } = await radioWithCli();
  const { code, stdout } = await silvus('state', 'set', 'gps_coordinates', '-34.5', '-118.25', '-7');
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'gps_coordinates: -34.5 -118.25 -7\n' });
  expect(mock.state.read('gps_coordinates')).toEqual(['-34.5', '-118.25', '-7']);
});

test('state get --saved prints what is in flash', async () => {
  const { silvus } = await radioWithCli();
  await silvus('state', 'set', 'freq', '2220');
  const { code, stdout } = await silvus('state', 'get', '--saved');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^freq +4700$/m);
});

test('--json prints what the control plane answered', async () => {
  const { mock, silvus, named } = await radioWithCli();
  expect((await silvus('state', 'get', 'freq', '--json')).stdout).toBe('{"value":["4700"]}\n');
  const { stdout, stderr } = await silvus('state', 'set', 'freq', '2220', '--json');
  // The answer's members are methods: the simulator is not among them.
  expect(stderr).toBe(named);
  expect(stdout.trimEnd()).not.toContain('\n');
  expect(JSON.parse(stdout)).toMatchObject({ freq: ['2220'] });
  expect(Object.keys(JSON.parse(stdout) as object)).toEqual(Object.keys(mock.state.readAll()));
});

test.each([
  ['a value that is not allowed', ['set', 'freq', '1'], /^simulator: .*\nerror: .*freq.*"1".*allowed.*\n$/],
  ['a setting that is none', ['set', 'nothing', '1'], /^simulator: .*\nerror: .*nothing.*\n$/],
  ['a method that is none', ['get', 'nothing'], /^error: .*"nothing".*allowed: .*freq.*\n$/],
  ['a method that steps up', ['get', '..'], /^error: .*"\.\.".*\n$/],
])('%s is refused by the simulator: 1', async (_, args, words) => {
  const { mock, silvus } = await radioWithCli();
  const { code, stdout, stderr } = await silvus('state', ...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(words);
  expect(mock.state.read('freq')).toEqual(['4700']);
});

test('state get --factory prints what a factory reset restores', async () => {
  const { mock, silvus } = await radioWithCli();
  mock.state.patch({ freq: '2220' });
  const { code, stdout } = await silvus('state', 'get', '--factory');
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^freq +4700$/m) });
});

test.each([
  ['no name', ['set'], /name/],
  ['no value', ['set', 'freq'], /values/],
  ['a method that is empty', ['get', ''], /method: "".*name of a method/],
  ['what is in flash as if it were a method', ['get', 'saved'], /--saved/],
  ['one method in flash', ['get', 'freq', '--saved'], /--saved/],
  ['the factory as if it were a method', ['get', 'factory'], /--factory/],
  ['flash and the factory together', ['get', '--saved', '--factory'], /--factory: .*one of the two/],
  ['neither get nor set', ['put'], /unknown command 'put'/],
])('%s is wrong usage: 2', async (_, args, words) => {
  const { silvus } = await radioWithCli();
  const { code, stdout, stderr } = await silvus('state', ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(words);
});
