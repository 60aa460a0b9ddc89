import type { Clock } from '../core/time/clock.js';
import type { VirtualClock } from '../core/time/virtual-clock.js';
import { checkMethods } from '../custom-methods/check-methods.js';
import type { CustomMethod } from '../custom-methods/custom-method.js';
import { SilvusMockError } from '../core/errors.js';
import { silentLogger } from '../core/log/logger.js';
import { type ProgramSettings, loadSettings } from '../config/program-settings.js';
import { clockOf } from '../simulator/clock-of.js';
import type { LoadedConfig } from '../config/load.js';
import { resolve } from '../config/resolve.js';
import { checkParts } from './check-parts.js';
import { SilvusMock } from './silvus-mock.js';
import type { SilvusMockOptions, SimulatorParts } from './options.js';

/** Makes a simulator; nothing listens until `start`. Throws `OPTION_INVALID` with all that is wrong, `MODEL_INVALID`. */
export function createSilvusMock<C extends Clock>(
  options: SilvusMockOptions<C> & { readonly clock: C },
): SilvusMock<C>;
export function createSilvusMock(
  options: SilvusMockOptions & { readonly clock: 'virtual' },
): SilvusMock<VirtualClock>;
export function createSilvusMock(options?: SilvusMockOptions): SilvusMock;
export function createSilvusMock(options: SilvusMockOptions = {}): SilvusMock {
  return new SilvusMock(partsOf(options));
}

/** The parts of a simulator from the options of a program. Throws what {@link createSilvusMock} does. */
export function partsOf(options: SilvusMockOptions, more: readonly string[] = []): SimulatorParts {
  checkParts(options);
  const { clock: chosen, logger = silentLogger, methods: given, ...others } = options;
  const isKind = typeof chosen === 'string';
  const clock = isKind ? undefined : chosen;
  const settings: ProgramSettings = isKind ? { ...others, clock: chosen } : others;
  if (clock !== undefined && settings.timeScale !== undefined) {
    const message = "timeScale: it goes with the machine's clock, not with one of your own";
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  if ('methodsFile' in settings) {
    const message =
      'methodsFile: is for the command; allowed: import it, and give what it exports as methods';
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  const loaded = loadSettings(settings, ['clock', 'logger', ...more]);
  const configuration = resolve(given === undefined ? loaded : withMethods(loaded, given));
  return { configuration, settings, logger, clock: clock ?? clockOf(loaded.config) };
}

/** A configuration with the methods of a program. Throws `OPTION_INVALID`. */
function withMethods(loaded: LoadedConfig, given: readonly CustomMethod[]): LoadedConfig {
  const methods = checkMethods(given, 'methods');
  return { ...loaded, config: { ...loaded.config, methods } };
}

/** Makes a simulator and opens its ports. Rejects with what the two can give. */
export function startSilvusMock<C extends Clock>(
  options: SilvusMockOptions<C> & { readonly clock: C },
): Promise<SilvusMock<C>>;
export function startSilvusMock(
  options: SilvusMockOptions & { readonly clock: 'virtual' },
): Promise<SilvusMock<VirtualClock>>;
export function startSilvusMock(options?: SilvusMockOptions): Promise<SilvusMock>;
export async function startSilvusMock(options: SilvusMockOptions = {}): Promise<SilvusMock> {
  return createSilvusMock(options).start();
}
