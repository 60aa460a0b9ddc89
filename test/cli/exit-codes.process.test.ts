import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli } from '../support/cli.js';
import { folderWith } from '../support/folder.js';
import { freePort, takenPort } from '../support/listening-port.js';
import { rawClient } from '../support/raw-client.js';

test.concurrent.each<[string, string[], RegExp[]]>([
  ['a port that is no number', ['start', '--http-port', 'abc'], [/--http-port/, /"abc"/, /number/]],
  ['a port that is too high', ['start', '--http-port', '65536'], [/--http-port/, /65536/, /65535/]],
  ['a port below 0', ['start', '--maintenance-port', '-1'], [/--maintenance-port/, /-1/, /\b0\b/]],
  [
    'a preset that is none',
    ['start', '--timing', 'slow'],
    [/--timing/, /"slow"/, /radio.*cb-timing.*fast.*instant/],
  ],
  ['a mode that is none', ['start', '--mode', 'on'], [/--mode/, /"on"/, /normal.*offline/]],
  ['a duration that is none', ['start', '--soft-boot', '5x'], [/--soft-boot/, /"5x"/, /250ms, 30s/]],
  [
    'a range the wrong way round',
    ['start', '--processing-time', '9ms..1ms'],
    [/--processing-time/, /"9ms\.\.1ms"/, /20ms\.\.50ms/],
  ],
  ['half a place', ['start', '--queue-capacity', '1.5'], [/--queue-capacity/, /1\.5/, /whole|int/]],
  ['a factor of 0', ['start', '--time-scale', '0'], [/--time-scale/, /0\.001/]],
  ['a seed below 0', ['start', '--seed', '-1'], [/--seed/, /-1/, /\b0\b/]],
  ['a drain that is none', ['start', '--drain', 'drop'], [/--drain/, /"drop"/, /finish.*reject/]],
  [
    'a log level that is none',
    ['start', '--log-level', 'loud'],
    [/--log-level/, /"loud"/, /debug.*info.*warn.*error.*silent/],
  ],
  [
    'a log format that is none',
    ['start', '--log-format', 'xml'],
    [/--log-format/, /"xml"/, /auto.*pretty.*json/],
  ],
  ['a model that is none', ['start', '--model', 'sc9'], [/model/, /"sc9"/, /allowed: default/]],
  [
    'a model that is none, for methods',
    ['methods', '--model', 'sc9'],
    [/model/, /"sc9"/, /allowed: default/],
  ],
  ['two wrong flags at once', ['start', '--http-port', 'abc', '--mode', 'on'], [/--http-port/, /--mode/]],
  ['a flag that is none', ['start', '--htp-port', '1'], [/unknown option '--htp-port'/, /--http-port/]],
  ['a flag without its value', ['start', '--http-port'], [/--http-port/, /argument missing/]],
  ['an argument too many', ['start', 'now'], [/too many arguments/]],
  ['a command that is none', ['strat'], [/unknown command 'strat'/, /start/]],
  ['no command', [], [/Usage: silvus-mock/]],
  ['a call without a method', ['call'], [/missing required argument 'method'/]],
  [
    'an address that is none',
    ['call', 'freq', '--to', 'ftp://127.0.0.1'],
    [/--to/, /"ftp:\/\/127\.0\.0\.1"/, /http:\/\/host:port, https:\/\/host:port or tcp:\/\/host:port/],
  ],
  ['a TCP address without a port', ['call', 'freq', '--to', 'tcp://127.0.0.1'], [/--to/, /no port/]],
  ['a timeout that is none', ['call', 'freq', '--timeout', 'soon'], [/--timeout/, /"soon"/, /250ms, 30s/]],
  ['a timeout of 0', ['call', 'freq', '--timeout', '0'], [/--timeout/, /"0"/]],
])('%s ends with 2 and says what is wrong', async (_, args, words) => {
  const { code, stdout, stderr } = await cli(...args).ended;
  expect(code).toBe(2);
  expect(stdout).toBe('');
  for (const word of words) expect(stderr).toMatch(word);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test.each([
  ['that is no JSON', '{"name":'],
  ['that is no model', '{"name":"mine"}'],
  ['that is empty', ''],
])('a model file %s ends with 3, and the file is named', async (_, text) => {
  const file = join(folderWith({ 'model.json': text }), 'model.json');
  for (const command of ['start', 'methods']) {
    const { code, stderr } = await cli(command, '--model', file).ended;
    expect(code).toBe(3);
    expect(stderr).toContain(file);
  }
});

test('a model file that is not there ends with 3', async () => {
  const { code, stderr } = await cli('start', '--model', './nowhere.json').ended;
  expect(code).toBe(3);
  expect(stderr).toMatch(/\.\/nowhere\.json.*ENOENT/);
});

test.each([
  ['http', '--http-port', '--maintenance-port'],
  ['maintenance', '--maintenance-port', '--http-port'],
])(
  'a %s port that is taken ends with 4, is named, and nothing is left listening',
  async (name, flag, other) => {
    const port = await takenPort();
    const free = await freePort();
    const { code, stdout, stderr } = await cli('start', flag, String(port), other, String(free)).ended;
    expect(code).toBe(4);
    expect(stdout).toBe('');
    expect(stderr).toContain(`the ${name} port ${port} on 127.0.0.1 can't be opened: it is taken`);
    expect(stderr).toContain(flag);
    await expect(rawClient(free)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  },
);
