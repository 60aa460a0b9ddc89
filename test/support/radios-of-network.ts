import { virtualClock } from '../../src/index.js';
import { instantOf } from '../../src/core/time/clock.js';
import { timings } from '../../src/config/presets.js';
import { defaultRadioKind } from '../../src/config/network/radio-kind.js';
import { randomSource } from '../../src/core/random.js';
import type { Position } from '../../src/network/geo/position.js';
import type { Motion } from '../../src/network/motion/motion.js';
import type { Network } from '../../src/network/network.js';
import type { PhysicsOptions } from '../../src/network/settings.js';
import { withNodeId } from '../../src/radio/node-model.js';
import type { PatchValues } from '../../src/radio/patch.js';
import { Radio } from '../../src/radio/radio.js';
import { SharedNetwork } from '../../src/simulator/network/shared-network.js';
import { unreachable } from './unreachable-peer.js';

/** A radio of a network, without ports and worker. */
export interface RadioOfNetwork {
  readonly id: number;
  readonly settings: PatchValues;
  readonly position: Position;
  readonly motion: Motion;
  readonly antennas: number;
  readonly gain: number;
  readonly onAir: 'on' | 'blackout' | 'offline';
}

/** Radios that answer calls by their methods, in a network on virtual time. */
export class RadiosOfNetwork {
  readonly #clock = virtualClock();
  readonly #network: SharedNetwork;
  readonly #radios = new Map<number, Radio>();

  constructor(radios: readonly RadioOfNetwork[], seed: number, physics: PhysicsOptions = {}) {
    this.#network = new SharedNetwork({ seed, physics, clock: this.#clock });
    for (const each of radios) this.#add(each);
  }

  /** The model, in step with the time and with all radios. */
  get model(): Network {
    return this.#network.model;
  }

  /** Lets time pass. */
  async advance(ms: number): Promise<void> {
    await this.#clock.advance(ms);
  }

  /** The result of a call of a radio's method. Throws for an error. */
  call(id: number, method: string, ...params: readonly string[]): unknown {
    const { outcome } = this.#radio(id).execute({ method, params }, instantOf(this.#clock));
    if (outcome.kind === 'result') return outcome.result;
    throw new Error(`${id}: ${method}: ${JSON.stringify(outcome)}`);
  }

  #radio(id: number): Radio {
    const radio = this.#radios.get(id);
    if (radio === undefined) throw new Error(`there is no radio ${id}`);
    return radio;
  }

  #add({ id, settings, position, motion, antennas, gain, onAir }: RadioOfNetwork): void {
    const { model, catalogue } = defaultRadioKind();
    const radio = new Radio({
      model: withNodeId(model, { nodeid: String(id), key: '0f'.repeat(16) }),
      catalogue,
      timing: timings.instant,
      bootedAt: 0,
      random: randomSource(id),
      network: this.#network.viewOf(id),
    });
    const refusal = radio.patch(settings, instantOf(this.#clock));
    if (refusal !== undefined) throw new Error(JSON.stringify(refusal));
    this.#radios.set(id, radio);
    const seen = {
      air: () => radio.air(instantOf(this.#clock)),
      name: () => radio.setting('system_name', this.#clock.now())[0] ?? '',
      version: () => radio.version(this.#clock.now()),
      outage: () => outages[onAir],
      mode: () => 'normal' as const,
      address: () => '',
      changes: () => ({}),
      factoryKey: () => '',
    };
    this.#network.add(id, { position, motion, antennas, gain }, seen, unreachable);
  }
}

const outages = { on: undefined, blackout: { cause: 'manual' }, offline: { cause: 'offline' } } as const;
