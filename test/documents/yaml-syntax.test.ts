import { expect, test } from 'vitest';
import { issueLines, loaded } from '../support/config.js';
import { workingIn } from '../support/folder.js';

test.each([
  ['a second document', 'mode: normal\n---\nmode: offline\n', /:2:1: .*second document.*; allowed: one$/],
  ['a set', 'http: !!set { port }\n', /:1:13: !!set: is not allowed/],
  ['an ordered map', 'http: !!omap [port: 5]\n', /:1:14: !!omap: is not allowed/],
  ['the whole file as a set', '!!set { mode }\n', /:1:7: !!set: is not allowed/],
  ['bytes', 'mode: !!binary aGVsbG8=\n', /:1:16: !!binary: is not allowed/],
  ["a tag of one's own", 'mode: !mine offline\n', /:1:13: !mine: is not allowed/],
  ['a merge key', 'http: &h { port: 5 }\nmaintenance: { <<: *h }\n', /:2:16: maintenance\.<<: .*merge/],
  ['what is no number', 'seed: .nan\n', /:1:1: seed: NaN: .*a number/],
  ['a number without end', 'timeScale: .inf\n', /:1:1: timeScale: Infinity: .*a number/],
  ['a time below all', 'timing: { softBoot: -.inf }\n', /:1:11: timing\.softBoot: -Infinity: is no duration/],
  ['a date', 'seed: 2024-01-01\n', /:1:1: seed: "2024-01-01": .*a number/],
  ['a number as a text', 'http: { port: "8080" }\n', /:1:9: http\.port: "8080": .*a number/],
  ['a text as a number', 'host: 5\n', /:1:1: host: 5: .*a string/],
  ['a model as a number', 'model: 5\n', /:1:1: model: 5: is not allowed; allowed: .*name.*object/],
  ['yes for true', 'maintenance: { persistent: yes }\n', /:1:16: maintenance\.persistent: "yes": .*boolean/],
])('%s is refused in words that say what is allowed', (_, text, expected) => {
  workingIn({ 'silvus-mock.yaml': text });
  const matching = issueLines({}).filter((line) => expected.test(line));
  expect(matching, issueLines({}).join('\n')).toHaveLength(1);
});

test.each([
  ['hex', 'http: { port: 0x50 }\n', 80],
  ['an exponent', 'http: { port: 1e3 }\n', 1_000],
  ['octal', 'http: { port: 0o17 }\n', 15],
  ['a plain tag', 'http: { port: !!int 7 }\n', 7],
  ['an alias', 'maintenance: { port: &port 7 }\nhttp: { port: *port }\n', 7],
  ['nothing', 'http: { port: ~ }\nworker:\n', 8080],
  ['a mark of the begin and of the end', '---\nhttp: { port: 7 }\n...\n', 7],
  ['%YAML 1.1', '%YAML 1.1\n---\nhttp: { <<: { port: 7 } }\n', 7],
])('a number may be written as YAML has it: %s', (_, text, port) => {
  workingIn({ 'silvus-mock.yaml': text });
  expect(loaded({}).config.http.port).toBe(port);
});
