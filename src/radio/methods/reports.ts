import type { Declared } from './declare.js';
import { type Domain, integerDomain, numberChoiceDomain, switchDomain } from '../values/domain.js';
import { addressSetting } from './address-setting.js';
import { setting } from './setting.js';

const celsius = integerDomain(-60, 150, 'degrees C');

const source = 'GUI, DART (interface.md B.5)';

/** Declares one setting of a report. */
function report<const Name extends string>(
  name: Name,
  summary: string,
  takes: Domain,
  factory: string,
  assumption?: string,
): Declared<Name> {
  const facts = { name, family: 'reports', summary, takes, factory: [factory] } as const;
  return setting({ ...facts, source, trust: 'FW' }, assumption === undefined ? {} : { assumption });
}

/** Declares the destination of a report: an address and a UDP port. */
function destination<const Name extends string>(
  name: Name,
  summary: string,
  sources: string,
): Declared<Name> {
  return addressSetting(
    { name, family: 'reports', summary, source: `${sources} (interface.md B.5)`, trust: 'FW' },
    ['0.0.0.0', '0'],
    { result: '["172.20.0.1", "30000"]', assumption: 'the factory value 0.0.0.0 and 0 means no destination' },
  );
}

/** The settings of the UDP reports. */
export const reportMethods = [
  report('rssi_report_enable', '1: send RSSI reports', switchDomain, '0'),
  destination('rssi_report_address', 'Destination of RSSI reports', 'GUI, PD, DART'),
  report(
    'rssi_report_period',
    'Time between RSSI reports, ms',
    integerDomain(10, 1_000, 'ms'),
    '10',
    'values outside the range are rejected; another mock limits them to the range',
  ),
  report(
    'temp_reporting_mode',
    'Temperature reports: 0 off, 1 while heating or overheated, 2 always',
    numberChoiceDomain(['0', '1', '2']),
    '0',
  ),
  destination('temp_reporting_address', 'Destination of temperature reports', 'GUI, DART'),
  report(
    'temp_reporting_min_threshold',
    'Temperature from which the radio counts as heating, degrees C',
    celsius,
    '70',
    '-60 to 150; the factory value is that of another mock',
  ),
  setting(
    {
      name: 'temp_reporting_max_threshold',
      family: 'reports',
      summary: 'Temperature above which the radio is overheated and transmits less, degrees C',
      takes: celsius,
      factory: ['85'],
      source,
      trust: 'FW',
    },
    {
      assumption:
        '-60 to 150; the factory value is that of another mock and of tests; it need not be above the other threshold',
    },
  ),
  report(
    'temp_reporting_period',
    'Time between temperature reports, s',
    integerDomain(1, 86_400, 's'),
    '1',
    'at most a day',
  ),
] as const;
