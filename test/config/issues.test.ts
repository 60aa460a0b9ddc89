import { expect, test } from 'vitest';
import { issueLines, loaded } from '../support/config.js';
import { workingIn } from '../support/folder.js';

/** What is said of a file with this text. */
function issuesOf(text: string): readonly string[] {
  workingIn({ 'silvus-mock.yaml': text });
  return issueLines({});
}

test.each([
  ['worker:\n  queueCapcity: 5\n', '2:3: worker.queueCapcity: is no setting', 'worker.queueCapacity'],
  ['blakout: hang\n', '1:1: blakout: is no setting', 'blackout'],
  ['mode: normal\n\nhttp:\n    headerTimeOut: 1s\n', '4:5: http.headerTimeOut', 'http.headerTimeout'],
  ['htpp: { port: 1 }\n', '1:1: htpp: is no setting', 'http'],
  ['{"timing": {"softboot": "1s"}}', '1:13: timing.softboot', 'timing.softBoot'],
])('a key that is none is told with its place and the nearest that is one: %j', (text, place, nearest) => {
  const lines = issuesOf(text);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`silvus-mock.yaml:${place}`);
  expect(lines[0]).toContain(`the nearest is "${nearest}"`);
});

test('all that is wrong is told at once, line by line', () => {
  const lines = issuesOf(
    [
      'http:',
      '  port: 99999',
      '  headerTimeout: soon',
      'worker: { maxBatch: 0, speed: 3 }',
      'mode: sideways',
      'timing:',
      '  preset: slow',
    ].join('\n'),
  );
  expect(lines).toHaveLength(6);
  for (const expected of [
    /^silvus-mock\.yaml:2:3: http\.port: 99999: .*65535/,
    /^silvus-mock\.yaml:3:3: http\.headerTimeout: "soon": .*30s/,
    /^silvus-mock\.yaml:4:11: worker\.maxBatch: 0: .*1/,
    /^silvus-mock\.yaml:4:24: worker\.speed: is no setting/,
    /^silvus-mock\.yaml:5:1: mode: "sideways": .*normal.*offline/,
    /^silvus-mock\.yaml:7:3: timing\.preset: "slow": .*radio.*instant/,
  ])
    expect(lines).toContainEqual(expect.stringMatching(expected));
});

test('faults of a file, a variable and a flag are told together, each with its own source', () => {
  workingIn({ 'silvus-mock.yaml': 'seed: x\n' });
  const lines = issueLines({ variables: { SILVUS_MOCK_MODE: 'x' }, flags: { '--grace': 'x' } });
  expect(lines).toHaveLength(3);
  expect(lines).toContainEqual(expect.stringMatching(/^silvus-mock\.yaml:1:1: seed: "x": /));
  expect(lines).toContainEqual(expect.stringMatching(/^SILVUS_MOCK_MODE: mode: "x": /));
  expect(lines).toContainEqual(expect.stringMatching(/^--grace: close\.grace: "x": /));
});

test('a wrong value that a better source hides is not judged', () => {
  workingIn({ 'silvus-mock.yaml': 'seed: x\n' });
  expect(loaded({ flags: { '--seed': '1' } }).config.seed).toBe(1);
});

test.each([
  ['YAML', 'http:\n  port: 1\n  port: 2\n', '3:3', 'port'],
  ['YAML, whole branches', 'http: {port: 1}\nhttp: {port: 2}\n', '2:1', 'http'],
  ['JSON', '{"seed": 1, "seed": 2}', '1:13', 'seed'],
])('a key that is there twice is refused: %s', (_, text, place, key) => {
  const lines = issuesOf(text);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(`silvus-mock.yaml:${place}: `);
  expect(lines[0]).toMatch(new RegExp(`\\b${key}\\b.*twice`));
});

test('beside a key that is there twice, the other faults are told too', () => {
  const lines = issuesOf('seed: 1\nseed: 2\nmode: sideways\n');
  expect(lines).toContainEqual(expect.stringMatching(/^silvus-mock\.yaml:2:1: /));
  expect(lines).toContainEqual(expect.stringMatching(/^silvus-mock\.yaml:3:1: mode: "sideways"/));
});

test.each([
  ['a bracket left open', 'http: {port: 1\nmode: normal\n'],
  ['a tab for blanks', 'http:\n\tport: 1\n'],
  ['a stray colon', 'mode: normal: offline\n'],
  ['an unknown anchor', 'mode: *nowhere\n'],
])('what is not well formed is told with its place: %s', (_, text) => {
  const lines = issuesOf(text);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(line).toMatch(/^silvus-mock\.yaml:\d+:\d+: /);
});

test('an anchor that is nowhere is not called a bomb', () => {
  expect(issuesOf('mode: *nowhere\n').join('\n')).toContain('nowhere');
});

test('a place in a list is told by the line of the element', () => {
  const lines = issuesOf('maintenance:\n  allowedNetworks:\n    - 10.0.0.0/8\n    - nowhere\n');
  expect(lines).toEqual([
    expect.stringMatching(/^silvus-mock\.yaml:4:7: maintenance\.allowedNetworks\.1: "nowhere": /),
  ]);
});

test.each([
  ['a list', '- a\n- b\n'],
  ['a text', 'hello\n'],
  ['a number', '42\n'],
  ['comments alone', '# nothing yet\n'],
])('%s holds no settings', (_, text) => {
  expect(issuesOf(text)).toEqual([expect.stringMatching(/^silvus-mock\.yaml: holds no settings/)]);
});

test('a section whose settings are all commented out is an empty section', () => {
  workingIn({ 'silvus-mock.yaml': 'http:\n  # port: 1\nmode: offline\n' });
  expect(loaded({}).config).toMatchObject({ mode: 'offline', http: { port: 8080 } });
});

test('a byte order mark and the line ends of another system change nothing', () => {
  workingIn({ 'silvus-mock.yaml': '\ufeffmode: offline\r\nhttp:\r\n  port: 1234\r\n' });
  const { config, originOf } = loaded({});
  expect(config).toMatchObject({ mode: 'offline', http: { port: 1234 } });
  expect(originOf('http.port').name).toBe('silvus-mock.yaml:3:3');
});

test('anchors and aliases work within reason', () => {
  workingIn({
    'silvus-mock.yaml': 'http: { maxConnections: &most 7 }\nmaintenance: { maxConnections: *most }\n',
  });
  expect(loaded({}).config).toMatchObject({
    http: { maxConnections: 7 },
    maintenance: { maxConnections: 7 },
  });
});

test('a wrong radio model inside the file is told with its place and member', () => {
  const lines = issuesOf('seed: 1\nmodel:\n  name: mine\n  power: { minDbm: 0, maxDbm: 99 }\n');
  expect(lines).toContainEqual(
    expect.stringMatching(/^silvus-mock\.yaml:4:23: model\.power\.maxDbm: 99: .*39/),
  );
  expect(lines).toContainEqual(expect.stringMatching(/^silvus-mock\.yaml:2:1: model\.identity: /));
});
