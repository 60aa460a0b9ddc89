import { expect, test } from 'vitest';
import { post } from '../support/json-rpc-client.js';
import { running, runningInVirtualTime } from '../support/radio.js';

interface Element {
  readonly id: number;
  readonly result?: unknown;
}

type Call = readonly [method: string, params?: readonly string[]];

const batchOf = (calls: readonly Call[]) =>
  JSON.stringify(calls.map(([method, params], id) => ({ jsonrpc: '2.0', id, method, params })));

/** What a test bench reads in one batch, every 5 s. It drops a reply that has `error` anywhere in its text. */
const benchReads = [
  'routing_proto',
  'routing_beacon_period',
  'routing_beacon_mcs',
  'num_retx',
  'num_rts_retx',
  'la_mode',
  'var_gi_mode',
  'var_gi_cyc_pre_len',
  'nw_name',
  'max_link_distance',
  'enable_max_power',
  'read_power_mw',
  'aggr_thresh',
  'max_speed',
  'burst_time',
  'radio_mode',
  'beamform_enable',
  'freq',
] as const;

test('the 18 reads of a test bench, as one batch, give a reply without the text "error"', async () => {
  expect(new Set(benchReads).size).toBe(18);
  const mock = await running();
  const text = await post(mock, batchOf(benchReads.map((method) => [method])));
  expect(text).not.toMatch(/error/i);
  const replies = JSON.parse(text) as Element[];
  expect(replies.map(({ id }) => id)).toEqual(benchReads.map((_, id) => id));
  for (const { result } of replies) expect(result).toEqual([expect.stringMatching(/^.+$/)]);
});

/** What a page saves in one batch of 32, each with a value that is not the factory's. */
const saved = [
  ['ptt_status', ['0']],
  ['ptt_active_2_mcast_group', ['1_1']],
  ['ptt_speaker_vol', ['81']],
  ['ptt_mic_bias', ['1']],
  ['ptt_mic_vol', ['81']],
  ['ptt_mic_type', ['2']],
  ['ptt_audio_encoder_type', ['1']],
  ['opus_rate', ['16000']],
  ['ptt_beep_volume', ['90']],
  ['ptt_aggr_delay', ['60']],
  ['ptt_hq_link_notifications', ['323285']],
  ['ptt_levels_link_notifications', ['5_15']],
  ['ptt_level_change_link_notifications', ['1']],
  ['ptt_no_link_notifications', ['1']],
  ['ptt_notification_volume', ['50']],
  ['ptt_gpio_pin_mode', ['1']],
  ['ptt_active_mcast_group', ['0,1_0,1']],
  ['virtual_ip_disable', ['0']],
  ['virtual_ip_address', ['10.1.2.3']],
  ['virtual_ip_netmask', ['255.0.0.0']],
  ['virtual_ip_gateway', ['10.1.2.1']],
  ['vpn_disable', ['0']],
  ['vpn_address', ['172.20.0.9', '9001']],
  ['nw_name', ['field']],
  ['max_link_distance', ['5000']],
  ['power_dBm', ['27']],
  ['routing_proto', ['1']],
  ['routing_beacon_mcs', ['2']],
  ['num_retx', ['0']],
  ['num_rts_retx', ['3']],
  ['la_mode', ['1']],
  ['var_gi_mode', ['1']],
] as const satisfies readonly (readonly [string, readonly string[]])[];

test('32 saves as one batch are kept over a reboot, and what was only written is not', async () => {
  const { mock, clock } = await runningInVirtualTime();
  const results = async (body: string) =>
    (JSON.parse(await post(mock, body)) as Element[]).map(({ result }) => result);
  const reads = batchOf(saved.map(([method]) => [method]));
  const factory = await results(reads);
  for (const [index, [, values]] of saved.entries()) expect(factory[index]).not.toEqual(values);

  const written = await results(batchOf(saved));
  expect(written).toEqual(saved.map(() => ['']));
  expect(saved).toHaveLength(32);
  expect(await results(batchOf(saved.map(([method]) => ['setenvlinsingle', [method]])))).toEqual(
    saved.map(() => ['']),
  );
  // After the saves: these changes are in memory only.
  await results(
    batchOf([
      ['num_retx', ['9']],
      ['var_gi_cyc_pre_len', ['16']],
    ]),
  );
  await results(batchOf([['radio_reset']]));
  await clock.advance(63_000);

  expect(await results(reads)).toEqual(saved.map(([, values]) => values));
  expect(await results(batchOf([['var_gi_cyc_pre_len']]))).toEqual([['0']]);
});
