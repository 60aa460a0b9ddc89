import { type Declared, declare } from './declare.js';
import { type Domain, integerDomain, switchDomain } from '../values/domain.js';
import type { SettingValue } from '../settings.js';
import { levelPairDomain, multicastDomain, nodeIdDomain, textDomain } from '../values/text-domain.js';
import { storedSetting } from './setting.js';

/** Groups are numbered from 0. */
const groups = 16;
const groupDomain = integerDomain(0, groups - 1);

const group = '([0-9]|1[0-5])';
const list = `(${group}(,${group}){0,15})?`;

/** The address of each group, or an empty text. */
const noAddresses: readonly string[] = Array.from({ length: groups }, () => '');

const mcastGroup = declare({
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
  storedOnly: true,
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
});

const groupListsDomain = textDomain(
  new RegExp(`^${list}_${list}(_${list})?$`),
  128,
  'two or three lists of groups from 0 to 15, with underscores between: 0,1_0',
  ['0,1_0,1', '_', '0,1,15_1_0'],
);

const activeMcastGroup = storedSetting(
  {
    name: 'ptt_active_mcast_group',
    family: 'ptt',
    summary: 'Groups to listen to, to talk to and (third list, optional) to monitor: 0,1_0,1',
    takes: groupListsDomain,
    factory: ['0_0'],
    source: 'PTT, VIP (interface.md B.6)',
    trust: 'C',
  },
  { assumption: 'a list may be empty; the factory value is one that a known client sends' },
);

/** Declares a setting of which only its name and one value are known, that of a web page of firmware 5. */
function sentByPage<const Name extends string>(
  name: Name,
  summary: string,
  takes: Domain,
  factory: string | undefined,
  assumption: string,
): Declared<Name> {
  const valueOf = factory === undefined ? 'the own node ID' : 'the value that a web page of firmware 5 sends';
  return storedSetting(
    {
      name,
      family: 'ptt',
      summary,
      takes,
      factory: factory === undefined ? ({ identity }) => [identity.nodeid] : [factory],
      source: 'VPN (interface.md B.6)',
      trust: 'C',
    },
    {
      ...(factory === undefined ? { result: '["310061"]' } : {}),
      assumption: `the factory value is ${valueOf}; the meaning is inferred from the name; ${assumption}`,
    },
  );
}

const percent = integerDomain(0, 100);
const byte = integerDomain(0, 255);
const volumeRange = 'a volume is 0 to 100';
const unknownMeaning = 'what each number means is unknown, and 0 to 255 are accepted';
const whichSwitch = '1 enables it, and nothing but 0 and 1 is accepted';

/** Audio, microphone and notifications of push to talk. */
const audioMethods = [
  sentByPage('ptt_status', '1: push to talk enabled; 0: disabled', switchDomain, '1', whichSwitch),
  sentByPage(
    'ptt_active_2_mcast_group',
    'A second set of active groups, in the form of ptt_active_mcast_group',
    groupListsDomain,
    '_',
    'the form is that of ptt_active_mcast_group',
  ),
  sentByPage('ptt_speaker_vol', 'Volume of the speaker', percent, '80', volumeRange),
  sentByPage('ptt_mic_bias', '1: bias voltage for the microphone', switchDomain, '0', whichSwitch),
  sentByPage('ptt_mic_vol', 'Volume of the microphone', percent, '80', volumeRange),
  sentByPage('ptt_mic_type', 'Type of the microphone', byte, '1', unknownMeaning),
  sentByPage('ptt_audio_encoder_type', 'Audio encoder', byte, '2', unknownMeaning),
  sentByPage(
    'opus_rate',
    'Bit rate of the Opus encoder, bits per second',
    integerDomain(6_000, 510_000, 'bits per second'),
    '30000',
    'the limits are those of Opus (RFC 6716)',
  ),
  sentByPage('ptt_beep_volume', 'Volume of the beep', percent, '100', volumeRange),
  sentByPage(
    'ptt_aggr_delay',
    'Time for which audio is gathered before it is sent',
    integerDomain(0, 10_000),
    '180',
    'the unit is unknown, and 0 to 10000 are accepted',
  ),
  sentByPage(
    'ptt_hq_link_notifications',
    'Node whose link is announced',
    nodeIdDomain,
    undefined,
    'only a node ID is accepted',
  ),
  sentByPage(
    'ptt_levels_link_notifications',
    'SNR limits of the link announcements, dB: lower_upper',
    levelPairDomain,
    '10_20',
    'two whole numbers, the lower first',
  ),
  sentByPage(
    'ptt_level_change_link_notifications',
    '1: announce a change of the level of a link',
    switchDomain,
    '0',
    whichSwitch,
  ),
  sentByPage(
    'ptt_no_link_notifications',
    '1: announce that there is no link',
    switchDomain,
    '0',
    whichSwitch,
  ),
  sentByPage('ptt_notification_volume', 'Volume of the announcements', percent, '100', volumeRange),
  sentByPage('ptt_gpio_pin_mode', 'Mode of the input and output pins', byte, '0', unknownMeaning),
] as const;

/** Push to talk. */
export const pttMethods = [mcastGroup, activeMcastGroup, ...audioMethods] as const;
