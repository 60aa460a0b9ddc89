import type { MethodDeclaration } from '../declaration.js';
import { type Domain, integerDomain, numberChoiceDomain, switchDomain } from '../values/domain.js';
import { ipDomain, portDomain } from '../values/text-domain.js';
import { setting } from './setting.js';

const celsius = integerDomain(-60, 150, 'degrees C');

/** One setting of a report. */
function report(
  name: string,
  summary: string,
  takes: Domain,
  factory: string,
  assumption?: string,
): MethodDeclaration {
  const own = { name, family: 'reports', summary, takes, factory: [factory] } as const;
  return setting(
    { ...own, source: 'GUI, DART (interface.md B.5)', trust: 'FW' },
    assumption === undefined ? {} : { assumption },
  );
}

/** Where a report goes: an address and a UDP port. */
function destination(name: string, summary: string, source: string): MethodDeclaration {
  const takes = [
    { name: 'address', domain: ipDomain },
    { name: 'port', domain: portDomain },
  ];
  return setting(
    {
      name,
      family: 'reports',
      summary,
      takes,
      factory: ['0.0.0.0', '0'],
      source: `${source} (interface.md B.5)`,
      trust: 'FW',
    },
    { result: '["172.20.0.1", "30000"]', assumption: 'at the factory 0.0.0.0 and 0: nobody' },
  );
}

/** The settings of the UDP reports. */
export const reportMethods: readonly MethodDeclaration[] = [
  report('rssi_report_enable', '1: send RSSI reports', switchDomain, '0'),
  destination('rssi_report_address', 'Where RSSI reports go', 'GUI, PD, DART'),
  report(
    'rssi_report_period',
    'Time between RSSI reports, ms',
    integerDomain(10, 1_000, 'ms'),
    '10',
    'what is outside is refused; a mock puts it to the nearest limit',
  ),
  report(
    'temp_reporting_mode',
    'Temperature reports: 0 none, 1 while heating or overheated, 2 always',
    numberChoiceDomain(['0', '1', '2']),
    '0',
  ),
  destination('temp_reporting_address', 'Where temperature reports go', 'GUI, DART'),
  report(
    'temp_reporting_min_threshold',
    'From here on the radio counts as heating, degrees C',
    celsius,
    '70',
    '-60 to 150; the factory value is that of a mock',
  ),
  report(
    'temp_reporting_max_threshold',
    'Above this the radio is overheated and transmits less, degrees C',
    celsius,
    '85',
    '-60 to 150; the factory value is that of a mock and of tests; it need not be above the other threshold',
  ),
  report(
    'temp_reporting_period',
    'Time between temperature reports, s',
    integerDomain(1, 86_400, 's'),
    '1',
    'a day at the most',
  ),
];
