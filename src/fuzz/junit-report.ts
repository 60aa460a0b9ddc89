import type { FuzzReport, ReportedCase, ReportedFinding } from './report.js';
import { textReport, whyText } from './text-report.js';
import { type RuleName, furtherRules, rules } from './violation.js';

/**
 * A report as JUnit XML: a test case for each rule, and one more for each finding beyond the first of a rule. The
 * property `partial` is true for a run that did not come to its end.
 */
export function junitReport(report: FuzzReport): string {
  const cases = ruleNames(report).flatMap((rule) => ruleCases(rule, report));
  const isPartial = report.end === 'the target died' || report.end === 'interrupted';
  const facts = attributes({
    name: 'silvus-mock fuzz',
    tests: cases.length,
    failures: report.findings.length,
    errors: 0,
    skipped: 0,
    time: (report.ms / 1_000).toFixed(3),
  });
  const properties = Object.entries({
    url: report.url,
    seed: report.seed,
    safe: report.safe,
    cases: report.counts.cases,
    requests: report.counts.requests,
    end: report.end,
    partial: isPartial,
    flaky: report.flakyCount,
  }).map(([name, value]) => `      <property${attributes({ name, value })}/>`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    `  <testsuite${facts}>`,
    '    <properties>',
    ...properties,
    '    </properties>',
    ...cases,
    `    <system-out>${escaped(textReport(report).join('\n'))}</system-out>`,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** The rules of every run, and those further ones that were broken. */
function ruleNames({ findings }: FuzzReport): readonly RuleName[] {
  const broken = new Set(findings.map(({ rule }) => rule));
  const common = Object.keys(rules).filter(isRule);
  return [...common, ...[...broken].filter((rule) => !isRule(rule))];
}

function isRule(name: string): name is keyof typeof rules {
  return Object.hasOwn(rules, name);
}

const texts: Partial<Record<RuleName, string>> = { ...rules, ...furtherRules };

function ruleCases(rule: RuleName, { findings }: FuzzReport): readonly string[] {
  const broken = findings.filter((finding) => finding.rule === rule);
  const classname = `silvus-mock.fuzz.${rule}`;
  if (broken.length === 0) return [`    <testcase${attributes({ classname, name: texts[rule] ?? rule })}/>`];
  return broken.map((finding) => failedCase(classname, finding));
}

function failedCase(classname: string, finding: ReportedFinding): string {
  const { signature, message, rule } = finding;
  const head = `    <testcase${attributes({ classname, name: signature })}>`;
  const failure = `      <failure${attributes({ message, type: rule })}>${escaped(detail(finding))}</failure>`;
  return [head, failure, '    </testcase>'].join('\n');
}

function detail({ why, requests, answer, replay }: ReportedCase): string {
  return [
    ...(why === undefined ? [] : [whyText(why)]),
    ...requests.flatMap(({ bytes, curl }) => [`bytes (base64): ${bytes}`, curl]),
    ...(answer === undefined ? [] : [`answer: ${answer}`]),
    replay,
  ].join('\n');
}

function attributes(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${attributeText(String(value))}"`)
    .join('');
}

/** Characters that XML 1.0 does not allow, not even as references. */
const noXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // As such they would be read as blanks in an attribute.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text as XML holds it. What XML can't hold is replaced, as bytes that are no text are. */
function escaped(text: string): string {
  return text.replace(noXml, '\ufffd').replace(/[&<>\r]/g, (character) => references[character] ?? character);
}

function attributeText(text: string): string {
  return escaped(text).replace(/["\t\n]/g, (character) => references[character] ?? character);
}
