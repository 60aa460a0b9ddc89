import type { MethodDeclaration, RadioView } from '../declaration.js';
import { decimalDomain, integerDomain } from '../values/domain.js';
import { fact } from './fact.js';

/** How far a reading moves by itself to either side, in its own unit. */
const swing = { temperature: 3, voltage: 80 };

/** What each can read, in its own unit: a test can put it as far, and it moves no further by itself. */
const limits = { temperature: [-60, 150], voltage: [0, 60_000] } as const;

const within = ([least, most]: readonly [number, number], value: number) =>
  Math.min(most, Math.max(least, value));

const hour = 3_600_000;

/** What a reading was put to from outside; undefined where it goes by itself. */
function put({ readings }: RadioView, name: string): number | undefined {
  const [value] = readings.of(name)?.values ?? [];
  return value === undefined ? undefined : Number(value);
}

/** The radio's temperature, whole degrees Celsius. */
export function temperature(view: RadioView): number {
  const moved = () => swing.temperature * view.readings.wander('temperature', view.at.now);
  const own = () => within(limits.temperature, Math.round(view.model.health.temperature + moved()));
  return put(view, 'read_current_temperature') ?? own();
}

/** The input voltage, mV. */
function voltage(view: RadioView): number {
  const moved = () => swing.voltage * view.readings.wander('voltage', view.at.now);
  return put(view, 'input_voltage_monitoring') ?? within(limits.voltage, view.model.health.voltage + moved());
}

/** The battery's charge, percent: it drains from what it was last put to. */
function charge(view: RadioView): number {
  const { battery, batteryHours } = view.model.health;
  const last = view.readings.of('battery_percent');
  const full = last === undefined ? battery : Number(last.values[0]);
  const hours = (view.at.now - (last?.at ?? view.readings.since)) / hour;
  return batteryHours === 0 ? full : Math.max(0, full - (hours / batteryHours) * 100);
}

/** What the radio measures of itself. */
export const healthMethods: readonly MethodDeclaration[] = [
  fact({
    name: 'read_current_temperature',
    family: 'health',
    summary: 'Temperature of the radio, whole degrees C',
    reading: () => [
      { name: 'read_current_temperature', domain: integerDomain(...limits.temperature, 'degrees C') },
    ],
    result: '["38"]',
    source: 'ADT4, EDGE, DART (interface.md B.2)',
    trust: 'HW',
    assumption:
      "moves slowly around the model's health.temperature, 3 degrees at the most; stays where a test puts it",
    read: (view) => [String(temperature(view))],
  }),
  fact({
    name: 'input_voltage_monitoring',
    family: 'health',
    summary: 'Input voltage, mV with six decimals',
    reading: () => [{ name: 'input_voltage_monitoring', domain: decimalDomain(...limits.voltage, 'mV') }],
    result: '["11948.535156"]',
    source: 'ADT4, EDGE (interface.md B.2)',
    trust: 'HW',
    assumption:
      "moves slowly around the model's health.voltage, 80 mV at the most; stays where a test puts it",
    read: (view) => [voltage(view).toFixed(6)],
  }),
  fact({
    name: 'battery_percent',
    family: 'health',
    summary: 'Charge of the battery, percent with six decimals',
    reading: () => [{ name: 'battery_percent', domain: decimalDomain(0, 100, 'percent') }],
    result: '["90.625000"]',
    source: 'ADT4, EDGE, PTT (interface.md B.2, F.3)',
    trust: 'HW',
    assumption:
      "drains from the model's health.battery, from full to empty in health.batteryHours, or from where a test puts it; an empty battery does not turn the radio off",
    read: (view) => [charge(view).toFixed(6)],
  }),
];
