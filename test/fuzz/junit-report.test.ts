import { expect, test } from 'vitest';
import { junitReport } from '../../src/fuzz/junit-report.js';
import type { FuzzReport, ReportedFinding } from '../../src/fuzz/report.js';

const hostile = '<a href="x">\u0000 & \ud800 ]]> \u{1f600}\r\n';

const finding: ReportedFinding = {
  signature: 'shape: no JSON',
  rule: 'shape',
  message: hostile,
  step: 0,
  answer: hostile,
  why: { generator: 'nearly-json', property: 'one-answer', difference: hostile },
  requests: [{ port: 'http', bytes: 'AA==', length: 1, text: hostile, curl: `curl '${hostile}'` }],
  seed: 1,
  path: '3:0',
  replay: 'silvus-mock fuzz http://127.0.0.1:8080/streamscape_api --seed 1 --path 3:0',
  isShrunk: true,
  met: 2,
  methods: ['freq'],
};

const report: FuzzReport = {
  report: 'silvus-mock fuzz',
  version: 1,
  url: 'http://127.0.0.1:8080/streamscape_api',
  seed: 1,
  safe: false,
  end: 'the target died',
  ms: 1_500,
  target: { notSupported: [], settingsFrom: 'a batch', settings: 3, changedBefore: [], blackoutMs: 0 },
  counts: { cases: 4, requests: 9, leftOut: {}, void: {} },
  blackouts: { count: 0, ms: 0 },
  notRestored: [],
  findings: [finding],
  flaky: [],
  flakyCount: 0,
};

test('what a radio answers can neither end an element nor hold what XML does not allow', () => {
  const xml = junitReport(report);
  expect(xml).not.toMatch(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  expect(xml).toContain(
    'message="&lt;a href=&quot;x&quot;&gt;\ufffd &amp; \ufffd ]]&gt; \u{1f600}&#13;&#10;"',
  );
  const open = [...xml.matchAll(/<(\w+)(?: [^>]*)?(?<!\/)>/g)].map(([, name]) => name);
  const closed = [...xml.matchAll(/<\/(\w+)>/g)].map(([, name]) => name);
  expect(open.toSorted()).toEqual(closed.toSorted());
});

test('each rule is a test case, each finding a failure, and a run that did not end says so', () => {
  const xml = junitReport(report);
  expect(xml.match(/<testcase /g)).toHaveLength(7);
  expect(xml.match(/<failure /g)).toHaveLength(1);
  expect(xml).toContain('tests="7" failures="1" errors="0" skipped="0" time="1.500"');
  expect(xml).toContain('<property name="end" value="the target died"/>');
  expect(xml).toContain('<property name="partial" value="true"/>');
  expect(xml).toContain('--seed 1 --path 3:0');
});
