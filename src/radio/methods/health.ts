import type { RadioView } from '../declaration.js';
import { decimalDomain, integerDomain } from '../values/domain.js';
import { fact } from './fact.js';

/** Maximum simulated deviation of a reading in either direction, in its unit. */
const swing = { temperature: 3, voltage: 80 };

/** Minimum and maximum of each reading, in its unit, for simulated and for preset values. */
const limits = { temperature: [-60, 150], voltage: [0, 60_000] } as const;

const within = ([min, max]: readonly [number, number], value: number) => Math.min(max, Math.max(min, value));

const hour = 3_600_000;

/** The value that a reading was set to from outside; undefined if it is simulated. */
function preset({ readings }: RadioView, name: string): number | undefined {
  const [value] = readings.of(name)?.values ?? [];
  return value === undefined ? undefined : Number(value);
}

/** The radio's temperature, whole degrees Celsius. */
export function temperature(view: RadioView): number {
  const moved = () => swing.temperature * view.readings.wander('temperature', view.at.now);
  const simulated = () => within(limits.temperature, Math.round(view.model.health.temperature + moved()));
  return preset(view, 'read_current_temperature') ?? simulated();
}

/** The highest temperature that it reaches by itself, whole degrees Celsius. */
export function maxTemperature(view: RadioView): number {
  const simulated = within(limits.temperature, Math.ceil(view.model.health.temperature + swing.temperature));
  return preset(view, 'read_current_temperature') ?? simulated;
}

/** The input voltage, mV. */
function voltage(view: RadioView): number {
  const moved = () => swing.voltage * view.readings.wander('voltage', view.at.now);
  const simulated = () => within(limits.voltage, view.model.health.voltage + moved());
  return preset(view, 'input_voltage_monitoring') ?? simulated();
}

/** Charge of the battery, percent. It drains from the last preset value. */
function charge(view: RadioView): number {
  const { battery, batteryHours } = view.model.health;
  const last = view.readings.of('battery_percent');
  const full = last === undefined ? battery : Number(last.values[0]);
  const hours = (view.at.now - (last?.at ?? view.readings.since)) / hour;
  return batteryHours === 0 ? full : Math.max(0, full - (hours / batteryHours) * 100);
}

/** Measured values: temperature, supply, battery. */
export const healthMethods = [
  fact({
    name: 'read_current_temperature',
    family: 'health',
    summary: 'Radio temperature, whole degrees C',
    reading: () => [
      { name: 'read_current_temperature', domain: integerDomain(...limits.temperature, 'degrees C') },
    ],
    result: '["38"]',
    source: 'ADT4, EDGE, DART (interface.md B.2)',
    trust: 'HW',
    assumption:
      "varies slowly around the model's health.temperature by at most 3 degrees; constant once a test sets it",
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
      "varies slowly around the model's health.voltage by at most 80 mV; constant once a test sets it",
    read: (view) => [voltage(view).toFixed(6)],
  }),
  fact({
    name: 'battery_percent',
    family: 'health',
    summary: 'Battery charge, percent with six decimals',
    reading: () => [{ name: 'battery_percent', domain: decimalDomain(0, 100, 'percent') }],
    result: '["90.625000"]',
    source: 'ADT4, EDGE, PTT (interface.md B.2, F.3)',
    trust: 'HW',
    assumption:
      "drains from the model's health.battery, or from the value that a test sets; from full to empty in health.batteryHours; an empty battery does not turn the radio off",
    read: (view) => [charge(view).toFixed(6)],
  }),
] as const;
