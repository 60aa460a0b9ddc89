import { checkArray, checkName, checkOptions } from '../core/arguments.js';
import { SilvusMockError } from '../core/errors.js';
import { valueExcerpt } from '../core/text.js';
import { type Report, type RssiReport, lastSequence, reportTypes } from './report.js';

type Check = (where: string, value: unknown) => void;

function refuse(where: string, value: unknown, allowed: string): never {
  throw new SilvusMockError(
    'OPTION_INVALID',
    `${where}: ${valueExcerpt(value)} is not allowed; allowed: ${allowed}`,
  );
}

const whole =
  (min: number, max: number): Check =>
  (where, value) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return;
    refuse(where, value, `a whole number from ${min} to ${max}`);
  };

/** More than any radio has; its text stays short. */
const maxVolts = 1_000;

const volts: Check = (where, value) => {
  if (typeof value === 'number' && value >= 0 && value <= maxVolts) return;
  refuse(where, value, `a number from 0 to ${maxVolts}`);
};

const revision: Check = (where, value) => {
  if (typeof value === 'string' && /^\d{1,3}\.\d{1,3}$/.test(value)) return;
  refuse(where, value, 'a text such as 1.0');
};

const signals: Check = (where, value) => {
  checkArray(where, value);
  if (!Array.isArray(value) || value.length !== 4) refuse(where, value, 'four numbers');
  for (const [index, each] of value.entries()) raw(`${where}.${index}`, each);
};

const raw = whole(-9_999, 9_999);
const count = whole(0, 2 ** 32 - 1);
const celsius = whole(-999, 999);

/** Members of a report with the check of each. */
type Checks<R> = { readonly [K in keyof Omit<R, 'type'>]: Check };

const rssi: Checks<RssiReport> = {
  revision,
  sequence: whole(0, lastSequence),
  rawSignals: signals,
  rawNoise: raw,
  syncSignal: count,
  syncNoise: count,
  node: whole(0, 1_048_575),
};

const checks: { readonly [T in Report['type']]: Checks<Extract<Report, { readonly type: T }>> } = {
  rssi,
  temperature: { revision, current: celsius, maximum: celsius, overheats: count },
  voltage: {
    revision,
    current: volts,
    minimum: volts,
    maximum: volts,
    undervoltages: count,
    overvoltages: count,
  },
};

/** Checks a report that a program has made. Throws `OPTION_INVALID`. */
export function checkReport(report: Report): void {
  const where = 'encodeReport';
  const given: unknown = report;
  const type: unknown = typeof given === 'object' && given !== null ? Reflect.get(given, 'type') : undefined;
  checkName(`${where}: type`, type, reportTypes);
  const members: Readonly<Record<string, Check>> = checks[report.type];
  checkOptions(where, report, ['type', ...Object.keys(members)]);
  for (const [name, check] of Object.entries(members)) check(`${where}: ${name}`, Reflect.get(report, name));
}
