import { formatDuration } from '../core/time/duration.js';
import type { CaseChaos, ClientFinding } from './finding.js';
import type { SearchResult } from './search.js';

/** Parts of a report beside the failure. */
interface ReportTerms {
  /** Seed of the search. */
  readonly seed: number;
  /** Flags of the radio's settings, for a start: `['--timing', 'instant']`. */
  readonly radioFlags: readonly string[];
  /** Command that runs the case again with the client; undefined if it fails without chaos. */
  readonly replay: (chaos: CaseChaos) => string;
}

/** A finding as text: what the client did, what was bent, and the lines that replay it. */
export function findingText(finding: ClientFinding, { seed, radioFlags, replay }: ReportTerms): string {
  const { kind, detail, foundIn, bent, bentAtFirst, chaos, isStable, exchanges, output = [] } = finding;
  const head =
    chaos === undefined
      ? `The client fails without chaos. ${kind}: ${detail}`
      : `The client failed in case ${foundIn} (seed ${seed}). ${kind}: ${detail}`;
  const lines = [head];
  if (chaos !== undefined) {
    const shrunk = bentAtFirst > bent.length ? `, of ${bentAtFirst} in the case as it was found` : '';
    const count = bent.length === 1 ? '1 bent exchange' : `${bent.length} bent exchanges`;
    lines.push(`${count}${shrunk}:`, ...bent.map((each) => `  ${each.case} (${each.stage})`));
    if (!isStable) lines.push('The case did not fail each time that it was run: it depends on time.');
  }
  lines.push('Last exchanges:', ...indented(exchanges.length === 0 ? ['none'] : exchanges));
  if (output.length > 0) lines.push('Output of the client:', ...indented(output));
  if (chaos !== undefined)
    lines.push(
      'The radio alone:',
      `  silvus-mock start ${[...chaosFlags(chaos), ...radioFlags].join(' ')}`,
      'With the client:',
      `  ${replay(chaos)}`,
    );
  return lines.join('\n');
}

/** A search without a finding as text. */
export function cleanText({ seed, cases, bentCases }: SearchResult, ms: number): string {
  const time = formatDuration(Math.round(ms / 100) * 100);
  return `Nothing found in ${cases} cases (seed ${seed}), ${bentCases} of them with bent exchanges, in ${time}.`;
}

/** Flags of `silvus-mock start` that make this chaos. */
export function chaosFlags({ level, seed, share, stages, only = [] }: CaseChaos): readonly string[] {
  return [
    ...['--chaos', level, '--seed', String(seed)],
    ...(only.length > 0 || share === undefined ? [] : ['--chaos-share', String(share)]),
    ...(only.length > 0 || stages === undefined ? [] : ['--chaos-stages', stages.join(',')]),
    ...only.flatMap((each) => ['--only', each]),
  ];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
