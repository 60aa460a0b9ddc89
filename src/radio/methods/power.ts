import type { MethodDeclaration, RadioView } from '../declaration.js';
import { integerDomain, switchDomain } from '../domain.js';

const maxPowerOn = (view: RadioView) => Number(view.settings.running('enable_max_power')[0]) === 1;

/** What the radio puts out, dBm: the setting, or the model's maximum while `enable_max_power` is 1. */
function outputDbm(view: RadioView): number {
  return maxPowerOn(view) ? view.model.power.maxDbm : Number(view.settings.running('power_dBm')[0]);
}

const powerDbm: MethodDeclaration = {
  name: 'power_dBm',
  family: 'power',
  summary: 'Output power setting, dBm; accurate from 10 up',
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
  servedOn: ['http'],
  source: 'interface.md B.1',
  trust: 'PM',
  assumption: 'while enable_max_power is 1 a write is answered as usual and leaves the setting as it was',
  write: (view, values) => {
    if (maxPowerOn(view)) return [];
    view.settings.write('power_dBm', values);
    return ['power-change'];
  },
};

const enableMaxPower: MethodDeclaration = {
  name: 'enable_max_power',
  family: 'power',
  summary: '1: put out the most that the model can; power_dBm is then ignored',
  access: 'read-write',
  parameters: () => [{ name: 'enable_max_power', domain: switchDomain }],
  result: '["0"]',
  settings: ['enable_max_power'],
  factory: ({ defaults }) => [defaults.enable_max_power],
  persistence: 'flash',
  effect: 'power-change',
  deadline: 'power',
  servedOn: ['http'],
  source: 'interface.md B.1',
  trust: 'PM',
};

const readPowerDbm: MethodDeclaration = {
  name: 'read_power_dBm',
  family: 'power',
  summary: 'Actual total output power, dBm',
  access: 'read',
  parameters: () => [],
  result: '["30"]',
  settings: [],
  persistence: 'none',
  effect: 'none',
  deadline: 'read',
  servedOn: ['http'],
  source: 'interface.md B.1',
  trust: 'PM',
  assumption: 'equals the effective setting',
  read: (view) => [String(outputDbm(view))],
};

const readPowerMw: MethodDeclaration = {
  name: 'read_power_mw',
  family: 'power',
  summary: 'Actual total output power, mW',
  access: 'read',
  parameters: () => [],
  result: '["1000"]',
  settings: [],
  persistence: 'none',
  effect: 'none',
  deadline: 'read',
  servedOn: ['http'],
  source: 'interface.md B.1',
  trust: 'PM',
  assumption: 'floor(10^(dBm/10)) of the effective setting: 28 dBm is 630',
  read: (view) => [String(Math.floor(10 ** (outputDbm(view) / 10)))],
};

/** Transmit power, set and measured. */
export const powerMethods: readonly MethodDeclaration[] = [
  powerDbm,
  enableMaxPower,
  readPowerDbm,
  readPowerMw,
];
