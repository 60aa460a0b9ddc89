import type { MethodDeclaration } from '../declaration.js';
import { integerDomain } from '../values/domain.js';
import type { SettingValue } from '../settings.js';
import { multicastDomain, textDomain } from '../values/text-domain.js';
import { setting } from './setting.js';

/** Groups are numbered from 0. */
const groups = 16;
const groupDomain = integerDomain(0, groups - 1);

const group = '([0-9]|1[0-5])';
const list = `(${group}(,${group}){0,15})?`;

/** The address of each group, or an empty text. */
const noAddresses: readonly string[] = Array.from({ length: groups }, () => '');

const mcastGroup: MethodDeclaration = {
  name: 'ptt_mcast_group',
  family: 'ptt',
  summary: 'Multicast address of a push-to-talk group',
  access: 'read-write',
  parameters: () => [
    { name: 'group', domain: groupDomain },
    { name: 'address', domain: multicastDomain },
  ],
  asks: () => [{ name: 'group', domain: groupDomain, optional: true }],
  result: '["0", "239.0.0.10"]',
  settings: ['ptt_mcast_group'],
  factory: () => noAddresses,
  persistence: 'flash',
  effect: 'none',
  deadline: 'rf-write',
  source: 'PTT, VIP (interface.md B.6)',
  trust: 'C',
  assumption:
    '16 groups, without addresses in the factory settings; a read returns number and address of each group that has one, or of the requested group',
  isStored: (addresses) =>
    addresses.length === groups && addresses.every((each) => multicastDomain.holds(each)),
  read: ({ settings }, [asked]) => {
    const addresses = settings.running('ptt_mcast_group');
    if (asked !== undefined) return [String(Number(asked)), addresses[Number(asked)] ?? ''];
    return addresses.flatMap((address, index) => (address === '' ? [] : [String(index), address]));
  },
  stores: ([index = '', address = ''], { settings }) => [
    settings.running('ptt_mcast_group').with(Number(index), address) satisfies SettingValue,
  ],
};

/** Push to talk. */
export const pttMethods: readonly MethodDeclaration[] = [
  mcastGroup,
  setting(
    {
      name: 'ptt_active_mcast_group',
      family: 'ptt',
      summary: 'Groups to listen to, to talk to and (third list, optional) to monitor: 0,1_0,1',
      takes: textDomain(
        new RegExp(`^${list}_${list}(_${list})?$`),
        128,
        'two or three lists of groups from 0 to 15, with underscores between: 0,1_0',
        ['0,1_0,1', '_', '0,1,15_1_0'],
      ),
      factory: ['0_0'],
      source: 'PTT, VIP (interface.md B.6)',
      trust: 'C',
    },
    { assumption: 'a list may be empty; the factory value is one that a known client sends' },
  ),
];
