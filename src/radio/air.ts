import type { RadioView } from './declaration.js';
import { outputMw } from './methods/power.js';
import { keySetting } from './methods/security.js';

/** The part of a radio's state that decides whom it hears, and how well. */
export interface AirState {
  /** Centre of its channel, MHz. */
  readonly frequency: number;
  /** Width of its channel, MHz. */
  readonly bandwidth: number;
  /** Total output power of all antennas that are on, dBm. */
  readonly power: number;
  readonly networkName: string;
  /** Key of the air interface with its length; empty while encryption is off. */
  readonly key: string;
  /** Routing mode: radios of different modes do not interoperate (interface.md H.1). */
  readonly routing: string;
  /** Antennas that are on, one bit each. */
  readonly txMask: number;
  readonly rxMask: number;
  /** Metres. */
  readonly maxLinkDistance: number;
  /** True while it starts no transmission. */
  readonly isMuted: boolean;
  /** Modulation and coding scheme by which it sends; undefined for automatic. */
  readonly mcs: number | undefined;
}

/** `mcs` for automatic. */
const automatic = 255;

/** Reads it from a radio's running settings and its temperature. */
export function airOf(view: RadioView): AirState {
  const running = (name: string) => view.settings.running(name)[0] ?? '';
  const number = (name: string) => Number(running(name));
  const isEncrypted = number('enc_disable') === 0;
  const mcs = number('mcs');
  return {
    frequency: number('freq'),
    bandwidth: number('bw'),
    power: 10 * Math.log10(outputMw(view)),
    networkName: running('nw_name'),
    key: isEncrypted ? `${number('enc_key_len')} ${running(keySetting)}` : '',
    routing: String(number('routing_proto')),
    txMask: number('tx_ant_mask'),
    rxMask: number('rx_ant_mask'),
    maxLinkDistance: number('max_link_distance'),
    isMuted: number('tx_fifo_disable') === 1,
    mcs: mcs === automatic ? undefined : mcs,
  };
}
