import type { MethodDeclaration } from '../declaration.js';
import { type Domain, integerDomain, numberChoiceDomain, switchDomain } from '../values/domain.js';
import { type OwnSetting, setting } from './setting.js';

const family = 'transmission';

/** 0 to 31, or 255. */
const mcsDomain: Domain = {
  ...numberChoiceDomain([...Array.from({ length: 32 }, (_, mcs) => String(mcs)), '255']),
  allowed: '0 to 31, or 255 for automatic',
};

const burstTimes = ['2000', ...Array.from({ length: 10 }, (_, index) => String((index + 1) * 10_000))];

const here = (own: Omit<OwnSetting, 'family'>, more?: Partial<MethodDeclaration>) =>
  setting({ ...own, family }, more);

/** One bit for each antenna of the model, all of them at the factory. */
const antennaMask = (name: string, summary: string) =>
  here(
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
      assumption: 'decimal; at least one antenna; at the factory all that the model has',
    },
  );

/** How the radio transmits: coding, antennas, bursts, beacons. */
export const transmissionMethods: readonly MethodDeclaration[] = [
  here(
    {
      name: 'mcs',
      summary: 'Modulation and coding; 255 is automatic',
      takes: mcsDomain,
      factory: ['255'],
      source: 'EDGE, GUI (interface.md B.1)',
      trust: 'PM',
    },
    { assumption: 'all of 0 to 31 are taken, whatever the number of antennas' },
  ),
  antennaMask('tx_ant_mask', 'Antennas that transmit, a bit for each'),
  antennaMask('rx_ant_mask', 'Antennas that receive, a bit for each'),
  here({
    name: 'beamform_enable',
    summary: '1: transmit with beamforming',
    takes: switchDomain,
    factory: ['1'],
    source: 'AVN (interface.md B.1)',
    trust: 'C',
  }),
  here(
    {
      name: 'routing_beacon_period',
      summary: 'Time between routing beacons, ms',
      takes: integerDomain(100, 2_000, 'ms'),
      factory: ['500'],
      source: 'AVN (interface.md B.1)',
      trust: 'C',
    },
    { assumption: 'the limits are those that the client plans with' },
  ),
  here(
    {
      name: 'max_speed',
      summary: 'Fastest node, miles an hour',
      takes: integerDomain(0, 70, 'mph'),
      factory: ['30'],
      source: 'EDGE, GUI, SEL (interface.md B.1)',
      trust: 'PM',
    },
    { assumption: 'any whole number up to 70, the most that older web pages offer' },
  ),
  here(
    {
      name: 'burst_time',
      summary: 'Length of a burst, µs',
      takes: numberChoiceDomain(burstTimes, 'µs'),
      factory: ['20000'],
      source: 'GUI, SEL (interface.md B.1)',
      trust: 'FW',
    },
    { assumption: 'the choice of older web pages' },
  ),
  here(
    {
      name: 'aggr_thresh',
      summary: 'Packets up to this size are put together, bytes',
      takes: numberChoiceDomain(['200', '400', '800', '1600'], 'bytes'),
      factory: ['1600'],
      source: 'GUI, SEL (interface.md B.1)',
      trust: 'FW',
    },
    { assumption: 'the choice of older web pages' },
  ),
  here({
    name: 'rts_disable',
    summary: '0: ask before sending (RTS); 1: do not',
    takes: switchDomain,
    factory: ['0'],
    source: 'GUI, SEL (interface.md B.1)',
    trust: 'FW',
  }),
  here(
    {
      name: 'tx_fifo_disable',
      summary: '1: start no transmission',
      takes: switchDomain,
      factory: ['0'],
      source: 'EDGE (interface.md B.1)',
      trust: 'PM',
    },
    { assumption: 'read_power_dBm and read_power_mw do not follow it' },
  ),
  here(
    {
      name: 'radio_mode',
      summary: '0: network; 1: diagnostics of the physical layer',
      takes: switchDomain,
      factory: ['0'],
      source: 'ADT4, GUI (interface.md B.1)',
      trust: 'HW',
    },
    { flashName: 'phytest' },
  ),
];
