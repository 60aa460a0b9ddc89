import { types as kinds } from 'node:util';
import { SilvusMockError } from '../core/errors.js';
import { excerpt, valueExcerpt } from '../core/text.js';
import type { Report, ReportType, RssiReport } from './report.js';
import { reportBegunBy, types } from './types.js';
import { type DatagramValue, valuesOf } from './values.js';

/** The content of a datagram. */
export interface DecodedDatagram {
  /** The reports that are whole, in their order. */
  readonly reports: readonly Report[];
  /** Issues of the rest, each with its place: `byte 0: rssi report: 5004 is missing`. */
  readonly issues: readonly string[];
}

/** Most issues of one datagram. */
const maxIssues = 20;

/**
 * Reads a datagram from a radio. It throws for no content: what is no report is among the issues. Values of unknown
 * types in a report are skipped. Throws `OPTION_INVALID` for what is not bytes.
 */
export function decodeDatagram(datagram: Uint8Array): DecodedDatagram {
  if (!kinds.isUint8Array(datagram)) {
    const message = `decodeDatagram: ${valueExcerpt(datagram)} is not allowed; allowed: bytes (Uint8Array)`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  const reports: Report[] = [];
  const issues: string[] = [];
  const { values, issue } = valuesOf(datagram);
  let open: OpenReport | undefined;
  for (const value of values) {
    const begun = reportBegunBy(value.type);
    if (begun !== undefined) {
      if (open !== undefined) issues.push(open.unended);
      open = new OpenReport(begun, value.at);
    } else if (open === undefined) issues.push(`byte ${value.at}: type ${value.type} is outside of a report`);
    else if (value.type === types.end) {
      const report = open.report();
      if (open.issues.length === 0) reports.push(report);
      issues.push(...open.issues);
      open = undefined;
    } else open.add(value);
  }
  if (open !== undefined) issues.push(open.unended);
  if (issue !== undefined) issues.push(issue);
  return { reports, issues: issues.slice(0, maxIssues) };
}

/** Whole numbers as reports have them: right-aligned, so with blanks in front. */
const wholeForm = /^ *-?\d{1,15}$/;
const decimalForm = /^ *-?\d{1,10}(\.\d{1,10})?$/;
const revisionForm = /^ *\d{1,10}(\.\d{1,10})?$/;

/** A report whose begin was read, and its values so far. */
class OpenReport {
  readonly #type: ReportType;
  readonly #at: number;
  readonly #texts = new Map<number, string>();
  /** Its issues, as far as it was read. */
  readonly issues: string[] = [];

  constructor(type: ReportType, at: number) {
    this.#type = type;
    this.#at = at;
  }

  /** The issue of a report without an end. */
  get unended(): string {
    return this.#issue('it has no end');
  }

  add({ type, text }: DatagramValue): void {
    if (this.#texts.has(type)) this.issues.push(this.#issue(`${type} is there twice`));
    this.#texts.set(type, text);
  }

  /** The report of its values; it is one where they have no issues. */
  report(): Report {
    switch (this.#type) {
      case 'rssi':
        return this.#rssi();
      case 'temperature':
        return this.#temperature();
      case 'voltage':
        return this.#voltage();
    }
  }

  #rssi(): RssiReport {
    const { revision, sequence, signals, noise, syncSignal, syncNoise, node } = types.rssi;
    const [first, second, third, fourth] = signals;
    return {
      type: 'rssi',
      revision: this.#text(revision),
      sequence: this.#whole(sequence),
      rawSignals: [this.#whole(first), this.#whole(second), this.#whole(third), this.#whole(fourth)],
      rawNoise: this.#whole(noise),
      syncSignal: this.#whole(syncSignal),
      syncNoise: this.#whole(syncNoise),
      node: this.#whole(node),
    };
  }

  #temperature(): Report {
    const { revision, current, maximum, overheats } = types.temperature;
    return {
      type: 'temperature',
      revision: this.#text(revision),
      current: this.#whole(current),
      maximum: this.#whole(maximum),
      overheats: this.#whole(overheats),
    };
  }

  #voltage(): Report {
    const { revision, current, minimum, maximum, undervoltages, overvoltages } = types.voltage;
    return {
      type: 'voltage',
      revision: this.#text(revision),
      current: this.#decimal(current),
      minimum: this.#decimal(minimum),
      maximum: this.#decimal(maximum),
      undervoltages: this.#whole(undervoltages),
      overvoltages: this.#whole(overvoltages),
    };
  }

  #whole(type: number): number {
    // A sum with 0 has no -0.
    return Number(this.#value(type, wholeForm, 'a whole number')) + 0;
  }

  #decimal(type: number): number {
    return Number(this.#value(type, decimalForm, 'a number'));
  }

  #text(type: number): string {
    return this.#value(type, revisionForm, 'a revision such as 1.0').trim();
  }

  #value(type: number, form: RegExp, allowed: string): string {
    const text = this.#texts.get(type);
    if (text === undefined) this.issues.push(this.#issue(`${type} is missing`));
    else if (!form.test(text)) {
      const shown = JSON.stringify(excerpt(text));
      this.issues.push(this.#issue(`${type} is ${shown}, which is not ${allowed}`));
    }
    return text ?? '';
  }

  #issue(text: string): string {
    return `byte ${this.#at}: ${this.#type} report: ${text}`;
  }
}
