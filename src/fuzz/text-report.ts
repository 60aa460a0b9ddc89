import type { Why } from '../fast-check/case.js';
import type { FuzzReport, ReportedCase, ReportedFinding } from './report.js';

/** Longest text of a request or an answer that is shown, characters; the JSON report has all of it. */
const maxShown = 400;

/** Names in a list that are shown. */
const maxNames = 12;

/** A report as lines for people. */
export function textReport(report: FuzzReport): readonly string[] {
  return [
    ...report.findings.flatMap((finding, index) => ['', ...findingLines(finding, index + 1)]),
    ...report.flaky.flatMap((flaky) => ['', ...flakyLines(flaky)]),
    '',
    ...summaryLines(report),
  ];
}

function findingLines(finding: ReportedFinding, number: number): readonly string[] {
  const { signature, message, met, methods, isShrunk, corpusFile } = finding;
  const metWith = methods.length === 0 ? '' : `, with ${list(methods)}`;
  return [
    `Finding ${number}: ${signature}`,
    `  ${message}`,
    ...caseLines(finding),
    ...(isShrunk ? [] : ['  not shrunk: the target did not come back']),
    ...(met > 1 ? [`  met ${met} times${metWith}`] : []),
    `  replay:  ${finding.replay}`,
    ...(corpusFile === undefined ? [] : [`  corpus:  ${corpusFile}`]),
  ];
}

function flakyLines(flaky: ReportedCase): readonly string[] {
  return [
    `Flaky: ${flaky.signature}`,
    `  ${flaky.message}; the same case did not show it when it was sent again`,
    ...caseLines(flaky),
  ];
}

function caseLines({ why, requests, answer, step, isConcurrent }: ReportedCase): readonly string[] {
  return [
    ...(why === undefined ? [] : [`  why:     ${whyText(why)}`]),
    ...(isConcurrent === true ? ['  all of these at the same time:'] : []),
    ...requests.flatMap(({ port, length, text, curl, cuts }) => [
      `  bytes:   ${shown(text)} (${length} bytes${port === 'http' ? '' : ', maintenance port'})`,
      ...(cuts === undefined ? [] : [`  pieces:  cut at ${cuts.join(', ')}, head included`]),
      `  curl:    ${curl}`,
    ]),
    ...(answer === undefined
      ? []
      : [
          `  answer:  ${answer === '' ? 'none' : shown(answer)}${requests.length > 1 ? ` (to request ${step + 1})` : ''}`,
        ]),
  ];
}

/** Why a case was made, as one sentence. */
export function whyText({ generator, property, boundary, difference }: Why): string {
  return [
    `${generator}, for the rule ${property}`,
    ...(boundary === undefined ? [] : [`boundary ${boundary}`]),
    ...(difference === undefined ? [] : [`differs from a valid call: ${difference}`]),
  ].join('; ');
}

function summaryLines(report: FuzzReport): readonly string[] {
  const { counts, findings, flakyCount, end, ms, seed, target, blackouts, notRestored } = report;
  const { cases, requests } = counts;
  const found = findings.length === 0 ? 'nothing found' : countText(findings.length, 'finding');
  const apart = flakyCount === 0 ? '' : `, ${countText(flakyCount, 'flaky case')}`;
  const notes = [
    `seed ${seed}`,
    ...(target.notSupported.length === 0 ? [] : [`not supported: ${list(target.notSupported)}`]),
    ...Object.entries(counts.leftOut).map(
      ([reason, count]) => `${countText(count, 'case')} left out: ${reason}`,
    ),
    ...Object.entries(counts.void).map(
      ([reason, count]) => `${countText(count, 'case')} without a verdict: ${reason}`,
    ),
    ...(blackouts.count === 0
      ? []
      : [`${countText(blackouts.count, 'blackout')} caused, ${seconds(blackouts.ms)} waited`]),
    ...(notRestored.length === 0 ? [] : [`not put back: ${list(notRestored)}`]),
  ];
  const ended = end === 'all cases ran' ? '' : ` (${end})`;
  return [
    `${found}${apart}: ${countText(cases, 'case')}, ${countText(requests, 'request')}, ${seconds(ms)}${ended}`,
    ...notes.map((note) => `  ${note}`),
  ];
}

function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}

function list(names: readonly string[]): string {
  const more = names.length - maxNames;
  return more > 0 ? `${names.slice(0, maxNames).join(', ')} and ${more} more` : names.join(', ');
}

function shown(text: string): string {
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}
