import type { Parameter } from '../declaration.js';
import { declare } from './declare.js';
import type { RadioModel } from '../model.js';
import { type Domain, numberChoiceDomain } from '../values/domain.js';
import { type SettingValue } from '../settings.js';

/** The classes of a model: two, and a third where it has a number for that. */
function classDomain(model?: RadioModel): Domain {
  const third = model?.firmware.thirdQosClass;
  if (third === undefined) return { ...numberChoiceDomain(['5', '6']), allowed: '5 for low, 6 for high' };
  return {
    ...numberChoiceDomain(['5', '6', third]),
    allowed: `5 for low, 6 for high, ${third} for critical`,
  };
}

const protocolDomain = {
  ...numberChoiceDomain(['0', '1', '2']),
  allowed: '0 for UDP, 1 for TCP, 2 for both',
};

const isPort = (text: string) => /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65_535;

/** True for a port, or for a range of ports, the lower first: `5000-6000`. */
function isPortOrRange(text: string): boolean {
  const [first = '', last = first, ...more] = text.split('-');
  return more.length === 0 && isPort(first) && isPort(last) && Number(first) <= Number(last);
}

const maxPorts = 32;

const portsDomain: Domain = {
  kind: 'text',
  allowed: `1 to ${maxPorts} ports from 1 to 65535 or ranges of them (5000-6000), with commas between`,
  examples: ['5000', '1,65535,443', '5000-6000, 7000-7002', '80,5000-5000'],
  // A list of the longest ranges, each with a comma and a blank.
  holds: (text) =>
    text.length <= maxPorts * 13 && text.split(/, ?/, maxPorts + 1).every(isPortOrRange) && isCounted(text),
};

const isCounted = (text: string) => text.split(',').length <= maxPorts;

/** Key of a row of the table: a class and a protocol. */
const rowOf = (model?: RadioModel): readonly Parameter[] => [
  { name: 'class', domain: classDomain(model) },
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
  source: 'GUI, SPW (interface.md B.6)',
  trust: 'FW',
} as const;

const qosClass = declare({
  ...common,
  name: 'qos_class',
  summary: 'Ports of a class of service: class, protocol, ports',
  access: 'read-write',
  parameters: ({ model }) => [...rowOf(model), { name: 'ports', domain: portsDomain }],
  asks: (context) => rowOf(context?.model).map((each) => ({ ...each, optional: true, together: true })),
  result: '["5000,5001"]',
  factory: () => [],
  storedOnly: true,
  persistence: 'flash',
  zeroized: true,
  assumption:
    'ports are one text with commas, and a blank may follow a comma; each pair of class and protocol has its own list; a read of an empty list returns [""]; a read without parameters returns class, protocol and ports of every list that is not empty, in the order of their writes; the third class exists where the model has a number for it (firmware.thirdQosClass)',
  isStored: (table, model) => {
    const classes = classDomain(model);
    const rows = rowsOf(table);
    return (
      table.length % 3 === 0 &&
      rows.length <= (classes.values?.length ?? 0) * 3 &&
      rows.every(
        ([name = '', protocol = '', ports = '']) =>
          classes.holds(name) && protocolDomain.holds(protocol) && portsDomain.holds(ports),
      )
    );
  },
  read: ({ settings }, asked) => {
    if (asked.length === 0) return settings.running('qos_class');
    const found = rowsOf(settings.running('qos_class')).find((each) => rowKey(each) === rowKey(asked));
    return [found?.[2] ?? ''];
  },
  stores: (values, { settings }) => [[...without(settings.running('qos_class'), values), values].flat()],
});

const qosClassReset = declare({
  ...common,
  name: 'qos_class_reset',
  summary: 'Removes the ports of a class and protocol',
  access: 'write',
  parameters: ({ model }) => rowOf(model),
  result: '[""]',
  settings: [],
  persistence: 'none',
  write: ({ settings }, values) => {
    settings.write('qos_class', without(settings.running('qos_class'), values).flat());
    return [];
  },
});

/** Classes of service. */
export const qosMethods = [qosClass, qosClassReset] as const;
