import type { MethodDeclaration, Parameter } from '../declaration.js';
import { numberChoiceDomain } from '../values/domain.js';
import { type SettingValue } from '../settings.js';
import { textDomain } from '../values/text-domain.js';

const classDomain = { ...numberChoiceDomain(['5', '6']), allowed: '5 for low, 6 for high' };
const protocolDomain = {
  ...numberChoiceDomain(['0', '1', '2']),
  allowed: '0 for UDP, 1 for TCP, 2 for both',
};

const portPattern = '([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d\\d|655[0-2]\\d|6553[0-5])';
const portsDomain = textDomain(
  new RegExp(`^${portPattern}(,${portPattern}){0,31}$`),
  191,
  '1 to 32 ports from 1 to 65535, with commas between',
  ['5000', '1,65535,443'],
);

/** Key of a row of the table: a class and a protocol. */
const row: readonly Parameter[] = [
  { name: 'class', domain: classDomain },
  { name: 'protocol', domain: protocolDomain },
];

const rowKey = ([name, protocol]: SettingValue) => `${Number(name)} ${Number(protocol)}`;

/** The rows of the table, which stores class, protocol and ports of each in sequence. */
function rowsOf(table: SettingValue): readonly SettingValue[] {
  return Array.from({ length: table.length / 3 }, (_, index) => table.slice(index * 3, index * 3 + 3));
}

const without = (table: SettingValue, place: SettingValue) =>
  rowsOf(table).filter((each) => rowKey(each) !== rowKey(place));

const common = {
  family: 'qos',
  settings: ['qos_class'],
  effect: 'none',
  deadline: 'rf-write',
  source: 'GUI (interface.md B.6)',
  trust: 'FW',
} as const;

const qosClass: MethodDeclaration = {
  ...common,
  name: 'qos_class',
  summary: 'Ports of a class of service: class, protocol, ports',
  access: 'read-write',
  parameters: () => [...row, { name: 'ports', domain: portsDomain }],
  asks: () => row,
  result: '["5000,5001"]',
  factory: () => [],
  storedOnly: true,
  persistence: 'flash',
  zeroized: true,
  assumption:
    'ports are one text with commas; each pair of class and protocol has its own list; a read of an empty list returns [""]',
  isStored: (table) =>
    table.length % 3 === 0 &&
    table.length <= 18 &&
    rowsOf(table).every(
      ([name = '', protocol = '', ports = '']) =>
        classDomain.holds(name) && protocolDomain.holds(protocol) && portsDomain.holds(ports),
    ),
  read: ({ settings }, asked) => {
    const found = rowsOf(settings.running('qos_class')).find((each) => rowKey(each) === rowKey(asked));
    return [found?.[2] ?? ''];
  },
  stores: (values, { settings }) => [[...without(settings.running('qos_class'), values), values].flat()],
};

const qosClassReset: MethodDeclaration = {
  ...common,
  name: 'qos_class_reset',
  summary: 'Removes the ports of a class and protocol',
  access: 'write',
  parameters: () => row,
  result: '[""]',
  settings: [],
  persistence: 'none',
  write: ({ settings }, values) => {
    settings.write('qos_class', without(settings.running('qos_class'), values).flat());
    return [];
  },
};

/** Classes of service. */
export const qosMethods: readonly MethodDeclaration[] = [qosClass, qosClassReset];
