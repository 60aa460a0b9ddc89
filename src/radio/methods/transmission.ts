import type { MethodDeclaration } from '../declaration.js';
import { type Domain, integerDomain, numberChoiceDomain, switchDomain } from '../values/domain.js';
import { type SettingDeclaration, setting, storedSetting } from './setting.js';

const family = 'transmission';

/** 0 to 31, or 255. */
const mcsDomain: Domain = {
  ...numberChoiceDomain([...Array.from({ length: 32 }, (_, mcs) => String(mcs)), '255']),
  allowed: '0 to 31, or 255 for automatic',
};

const burstTimes = ['2000', ...Array.from({ length: 10 }, (_, index) => String((index + 1) * 10_000))];

const transmission = <const Name extends string>(
  declaration: Omit<SettingDeclaration, 'family'> & { readonly name: Name },
  more?: Omit<Partial<MethodDeclaration>, 'name'>,
) => storedSetting({ ...declaration, family }, more);

/** Declares a setting that decides which links the radio has, and what they carry. */
const onAir = <const Name extends string>(
  declaration: Omit<SettingDeclaration, 'family'> & { readonly name: Name },
  more?: Omit<Partial<MethodDeclaration>, 'name'>,
) => setting({ ...declaration, family }, more);

/** Declares a mask of antennas; the factory value has all antennas of the model. */
const antennaMask = <const Name extends string>(name: Name, summary: string) =>
  onAir(
    {
      name,
      summary,
      takes: ({ model }) => integerDomain(1, 2 ** model.antennas - 1),
      factory: ({ antennas }) => [String(2 ** antennas - 1)],
      source: 'AVN, ICD (interface.md B.1, F.4)',
      trust: 'C',
    },
    {
      result: '["15"]',
      assumption: 'decimal; at least one antenna; the factory value has all antennas of the model',
    },
  );

const byte = integerDomain(0, 255);

/** Declares a setting that a test bench reads; its values are not known. */
const readByBench = <const Name extends string>(
  name: Name,
  summary: string,
  takes: Domain,
  factory: string,
  assumption: string,
) =>
  transmission(
    { name, summary, takes, factory: [factory], source: 'ATE (interface.md B.1)', trust: 'C' },
    { assumption },
  );

const unknownMeaning =
  'the meaning of the numbers is unknown: 0 to 255 are accepted and stored; the factory value';

/** Routing, repetition and link adaptation, as a test bench reads them. */
const benchMethods = [
  onAir(
    {
      name: 'routing_proto',
      summary: 'Routing mode; radios of different modes do not interoperate',
      takes: { ...switchDomain, allowed: '0 for large network, 1 for legacy' },
      factory: ['0'],
      source: 'AVN, ATE, SPW (interface.md B.1)',
      trust: 'C',
    },
    {
      assumption:
        'the two modes and the factory mode, large network, are known; that they are written 0 and 1 is not',
    },
  ),
  readByBench(
    'routing_beacon_mcs',
    'Modulation and coding scheme of the routing beacons',
    integerDomain(0, 31),
    '0',
    'all of 0 to 31 are accepted, without 255 for automatic; the factory value',
  ),
  transmission(
    {
      name: 'num_retx',
      summary: 'Times that a lost packet is sent again before it is dropped; 0: never',
      takes: byte,
      factory: ['20'],
      source: 'ATE, SPW (interface.md B.1)',
      trust: 'C',
    },
    { assumption: '0 to 255; web pages only switch it on and off' },
  ),
  readByBench(
    'num_rts_retx',
    'RTS/CTS attempts before a packet is dropped',
    byte,
    '20',
    '0 to 255; the factory value is that of num_retx',
  ),
  readByBench('la_mode', 'Link adaptation mode', byte, '0', unknownMeaning),
  readByBench('var_gi_mode', 'Variable guard interval', byte, '0', unknownMeaning),
  readByBench(
    'var_gi_cyc_pre_len',
    'Length of the cyclic prefix with a variable guard interval',
    integerDomain(0, 65_535),
    '0',
    'unit and meaning are unknown: 0 to 65535 are accepted and stored; the factory value',
  ),
] as const;

/** Transmission: coding, antennas, bursts, beacons. */
export const transmissionMethods = [
  onAir(
    {
      name: 'mcs',
      summary: 'Modulation and coding scheme; 255: automatic',
      takes: mcsDomain,
      factory: ['255'],
      source: 'EDGE, GUI (interface.md B.1)',
      trust: 'PM',
    },
    { assumption: 'all of 0 to 31 are accepted, regardless of the number of antennas' },
  ),
  antennaMask('tx_ant_mask', 'Transmit antennas, one bit each'),
  antennaMask('rx_ant_mask', 'Receive antennas, one bit each'),
  transmission({
    name: 'beamform_enable',
    summary: '1: beamforming enabled; 0: disabled',
    takes: switchDomain,
    factory: ['1'],
    source: 'AVN (interface.md B.1)',
    trust: 'C',
  }),
  transmission(
    {
      name: 'routing_beacon_period',
      summary: 'Time between routing beacons, ms',
      takes: integerDomain(100, 2_000, 'ms'),
      factory: ['500'],
      source: 'AVN (interface.md B.1)',
      trust: 'C',
    },
    { assumption: 'the limits are those that a known client uses' },
  ),
  transmission(
    {
      name: 'max_speed',
      summary: 'Speed of the fastest node, miles per hour',
      takes: integerDomain(0, 70, 'mph'),
      factory: ['30'],
      source: 'EDGE, GUI, SEL (interface.md B.1)',
      trust: 'PM',
    },
    { assumption: 'any whole number up to 70, the maximum of older web pages' },
  ),
  transmission(
    {
      name: 'burst_time',
      summary: 'Burst length, µs',
      takes: numberChoiceDomain(burstTimes, 'µs'),
      factory: ['20000'],
      source: 'GUI, SEL (interface.md B.1)',
      trust: 'FW',
    },
    { assumption: 'the values that older web pages offer' },
  ),
  transmission(
    {
      name: 'aggr_thresh',
      summary: 'Packets up to this size are aggregated, bytes',
      takes: numberChoiceDomain(['200', '400', '800', '1600'], 'bytes'),
      factory: ['1600'],
      source: 'GUI, SEL (interface.md B.1)',
      trust: 'FW',
    },
    { assumption: 'the values that older web pages offer' },
  ),
  transmission({
    name: 'rts_disable',
    summary: '0: RTS enabled; 1: disabled',
    takes: switchDomain,
    factory: ['0'],
    source: 'GUI, SEL (interface.md B.1)',
    trust: 'FW',
  }),
  onAir(
    {
      name: 'tx_fifo_disable',
      summary: '1: transmission disabled; 0: enabled',
      takes: switchDomain,
      factory: ['0'],
      source: 'EDGE (interface.md B.1)',
      trust: 'PM',
    },
    { assumption: 'does not affect read_power_dBm and read_power_mw' },
  ),
  transmission(
    {
      name: 'radio_mode',
      summary: '0: network mode; 1: diagnostics of the physical layer',
      takes: switchDomain,
      factory: ['0'],
      source: 'ADT4, GUI (interface.md B.1)',
      trust: 'HW',
    },
    { flashName: 'phytest' },
  ),
  ...benchMethods,
] as const;
