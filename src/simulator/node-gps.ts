import type { CommandPath } from '../command-path/command-path.js';
import { instantOf } from '../core/time/clock.js';
import type { Clock } from '../core/time/clock.js';
import type { Fix, FixMode } from '../gpsd/fix.js';
import type { GpsReceiver } from '../ports/gpsd/gps-receiver.js';

/** Modes of gpsd by those of `gps_mode`. */
const modes = new Map<unknown, FixMode>([
  ['unlocked', 0],
  ['locked-1d', 1],
  ['locked-2d', 2],
  ['locked-3d', 3],
]);

/** The GPS receiver of a node: what its methods show, as gpsd has it. */
export class NodeGps implements GpsReceiver {
  readonly clock: Clock;
  readonly #radio: Pick<CommandPath, 'state' | 'availability'>;

  constructor(radio: Pick<CommandPath, 'clock' | 'state' | 'availability'>) {
    this.clock = radio.clock;
    this.#radio = radio;
  }

  fix(): Fix | undefined {
    const { state, availability } = this.#radio;
    if (availability.outage() !== undefined) return undefined;
    const at = instantOf(this.clock);
    const mode = modes.get([state.answer('gps_mode', at)].flat()[0]) ?? 0;
    // The methods show a position without a lock too: one that was set.
    if (mode < 2) return { mode, wallTime: at.wallTime };
    const [latitude = 0, longitude = 0, altitude = 0] = [state.answer('gps_coordinates', at)]
      .flat()
      .map(Number);
    return { mode, wallTime: at.wallTime, position: { latitude, longitude, altitude } };
  }
}
