import { powerOfTen } from '../../core/power-of-ten.js';
import type { Effect, RadioView } from '../declaration.js';
import { declare } from './declare.js';
import { integerDomain, numberChoiceDomain, switchDomain } from '../values/domain.js';
import type { SettingValue } from '../settings.js';
import { fact } from './fact.js';
import { maxTemperature, temperature } from './health.js';

const maxPowerOn = (view: RadioView) => Number(view.settings.running('enable_max_power')[0]) === 1;

/** Output power, dBm: the setting, or the model's maximum while `enable_max_power` is 1. */
function outputDbm(view: RadioView): number {
  return maxPowerOn(view) ? view.model.power.maxDbm : Number(view.settings.running('power_dBm')[0]);
}

function setPower(view: RadioView, dbm: SettingValue): readonly Effect[] {
  if (maxPowerOn(view)) return [];
  view.settings.write('power_dBm', dbm);
  return ['power-change'];
}

const powerDbm = declare({
  name: 'power_dBm',
  family: 'power',
  summary: 'Output power setting, dBm; accurate from 10 dBm',
  access: 'read-write',
  parameters: ({ model }) => [
    { name: 'power_dBm', domain: integerDomain(model.power.minDbm, model.power.maxDbm, 'dBm') },
  ],
  result: '["30"]',
  settings: ['power_dBm'],
  factory: ({ defaults }) => [defaults.power_dBm],
  persistence: 'flash',
  effect: 'power-change',
  deadline: 'power',
  source: 'ICD, PD, SEL, PTT, AVN (interface.md B.1)',
  trust: 'PM',
  assumption: 'while enable_max_power is 1, a write is answered as usual and does not change the setting',
  write: (view, values) => setPower(view, values),
});

const enableMaxPower = declare({
  name: 'enable_max_power',
  family: 'power',
  summary: '1: maximum output power of the model, power_dBm is ignored',
  access: 'read-write',
  parameters: () => [{ name: 'enable_max_power', domain: switchDomain }],
  result: '["0"]',
  settings: ['enable_max_power'],
  factory: ({ defaults }) => [defaults.enable_max_power],
  persistence: 'flash',
  effect: 'power-change',
  deadline: 'power',
  source: 'ICD, PTT, AVN (interface.md B.1)',
  trust: 'PM',
});

/** mW and dBm as older web pages offer them, with their rounding. */
const milliwatts: readonly (readonly [string, number])[] = [
  ['1', 0],
  ['10', 10],
  ['16', 12],
  ['63', 18],
  ['100', 20],
  ['126', 21],
  ['158', 22],
  ['200', 23],
  ['250', 24],
  ['316', 25],
  ['398', 26],
  ['500', 27],
  ['630', 28],
  ['800', 29],
  ['1000', 30],
];

const powerMw = declare({
  ...powerDbm,
  name: 'power_mw',
  summary: 'Output power setting in mW for older web pages; same setting as power_dBm',
  parameters: ({ model: { power } }) => {
    const available = milliwatts.filter(([, dbm]) => dbm >= power.minDbm && dbm <= power.maxDbm);
    const values = available.map(([mw]) => mw);
    return [{ name: 'power_mw', domain: numberChoiceDomain(values, 'mW') }];
  },
  result: '["1000"]',
  factory: () => undefined,
  source: 'GUI, PTT (interface.md B.1)',
  trust: 'FW',
  assumption:
    'reads and writes the setting of power_dBm; values outside the list are 10^(dBm/10), rounded down; a write while enable_max_power is 1 changes nothing',
  read: ({ settings }) => {
    const dbm = Number(settings.running('power_dBm')[0]);
    return [milliwatts.find(([, each]) => each === dbm)?.[0] ?? String(Math.floor(powerOfTen(dbm / 10)))];
  },
  stores: (values) => [dbmOf(values)],
  write: (view, values) => setPower(view, dbmOf(values)),
});

function dbmOf([mw]: SettingValue): SettingValue {
  return milliwatts.flatMap(([each, dbm]) => (Number(each) === Number(mw) ? String(dbm) : []));
}

/** Share of full transmission that an overheated radio keeps: all, a half or a quarter (interface.md D.6). */
function dutyCycle(view: RadioView): number {
  const above = temperature(view) - Number(view.settings.running('temp_reporting_max_threshold')[0]);
  if (above <= 0) return 1;
  return above < secondCutDegrees ? 1 / 2 : 1 / 4;
}

/** False where the power is never cut as long as no setting or reading changes. */
export function canOverheat(view: RadioView): boolean {
  return maxTemperature(view) > Number(view.settings.running('temp_reporting_max_threshold')[0]);
}

/** Degrees above the threshold at which the power is cut a second time. */
const secondCutDegrees = 5;

/** Actual total output power, mW. */
export const outputMw = (view: RadioView): number => powerOfTen(outputDbm(view) / 10) * dutyCycle(view);

const cut =
  'half of it while the temperature is above temp_reporting_max_threshold, a quarter from 5 degrees above that';

const readPowerDbm = fact({
  name: 'read_power_dBm',
  family: 'power',
  summary: 'Actual total output power, dBm',
  result: '["30"]',
  source: 'ICD, EDGE, PD (interface.md B.1, D.6)',
  trust: 'PM',
  assumption: `the effective setting; ${cut}, as 3 and 6 dB less`,
  read: (view) => [String(Math.round(10 * Math.log10(outputMw(view))))],
});

const readPowerMw = fact({
  name: 'read_power_mw',
  family: 'power',
  summary: 'Actual total output power, mW',
  result: '["1000"]',
  source: 'ICD, EDGE (interface.md B.1, D.6)',
  trust: 'PM',
  assumption: `10^(dBm/10) of the effective setting, rounded down: 28 dBm is 630; ${cut}`,
  read: (view) => [String(Math.floor(outputMw(view)))],
});

/** Transmit power, set and measured. */
export const powerMethods = [powerDbm, powerMw, enableMaxPower, readPowerDbm, readPowerMw] as const;
