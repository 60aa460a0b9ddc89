import { integerDomain, numberChoiceDomain, switchDomain } from '../values/domain.js';
import { ipDomain, portDomain } from '../values/text-domain.js';
import { storedSetting } from './setting.js';

const speeds = ['1200', '2400', '4800', '9600', '19200', '38400', '57600', '115200', '230400'];

/** The serial port. */
export const serialMethods = [
  storedSetting(
    {
      name: 'serial_config',
      family: 'serial',
      summary: 'Settings of the serial port, and the peer that receives its bytes',
      takes: [
        { name: 'baud', domain: numberChoiceDomain(speeds, 'baud') },
        { name: 'bits', domain: integerDomain(5, 8) },
        {
          name: 'parity',
          domain: { ...numberChoiceDomain(['0', '1', '2']), allowed: '0 even, 1 odd, 2 none' },
        },
        { name: 'stop', domain: { ...switchDomain, allowed: '0 for one stop bit, 1 for two' } },
        { name: 'hardware_flow', domain: switchDomain },
        { name: 'software_flow', domain: switchDomain },
        { name: 'peer', domain: ipDomain },
        { name: 'protocol', domain: { ...switchDomain, allowed: '0 for TCP, 1 for UDP' } },
        { name: 'port', domain: portDomain },
      ],
      factory: ['115200', '8', '2', '0', '0', '0', '0.0.0.0', '0', '54321'],
      source: 'GUI (interface.md B.6, A.1)',
      trust: 'FW',
    },
    {
      assumption:
        'the usual speeds from 1200 to 230400 baud; 0 is TCP and 1 is UDP; the factory values except for the port',
    },
  ),
] as const;
