import type { EffectiveLine } from '../../config/print.js';
import type { Configuration, ResolvedConfig } from '../../config/resolve.js';
import type { Config } from '../../config/schema.js';
import type { ConfigSource } from '../../config/source.js';
import { SilvusMockError } from '../../core/errors.js';
import type { ProgramSettings } from '../../config/program-settings.js';
import type { Lifecycle } from '../lifecycle.js';
import type { Telemetry } from '../telemetry.js';
import type { Applied } from './apply.js';
import type { Change } from './change.js';
import type { ReloadCounts, ReloadReport } from './report.js';
import type { Owners } from './steps.js';
import { isError } from '../../core/realm.js';

/** Parts of a simulator that a reload concerns. */
interface ReloadingParts {
  readonly configuration: Configuration;
  readonly source: ConfigSource | undefined;
  /** Of a program. */
  readonly settings: ProgramSettings;
  readonly owners: Owners;
  /** Life of the simulator: once it is over nothing is reloaded. */
  readonly lifecycle: Pick<Lifecycle, 'isOver'>;
  readonly telemetry: Pick<Telemetry, 'reloaded' | 'error'>;
}

/** The configuration in force, and its replacement while the simulator runs: all of it or nothing. */
export class Reloading {
  readonly #parts: ReloadingParts;
  #inForce: Configuration;
  #settings: ProgramSettings;
  /** The last reload that was asked for; undefined if none ever was. */
  #last: Promise<unknown> | undefined;
  readonly #counts = { applied: 0, unchanged: 0, refused: 0, rolledBack: 0 };

  constructor(parts: ReloadingParts) {
    this.#parts = parts;
    this.#settings = parts.settings;
    this.#inForce = parts.configuration;
  }

  /** The settings in force, as written. */
  get config(): Config {
    return this.#inForce.loaded.config;
  }

  /** The same for all that runs: models and scenarios are values. */
  get resolved(): ResolvedConfig {
    return this.#inForce.config;
  }

  /** True where there is a configuration that can be read again. */
  get hasSource(): boolean {
    return this.#parts.source !== undefined;
  }

  /** Loads the modules that read a configuration again, if there is one. Rejects if they can't be read. */
  async loadAhead(): Promise<void> {
    if (this.hasSource) await Promise.all([import('./change.js'), import('../../config/print.js')]);
  }

  /** Counts of reloads by outcome. */
  get counts(): ReloadCounts {
    return { ...this.#counts };
  }

  /** Resolves when none is under way; undefined if none ever was asked for. */
  idle(): Promise<unknown> | undefined {
    return this.#last;
  }

  /** Every setting in force, and the place that its value came from; secrets are not shown. */
  async lines(): Promise<readonly EffectiveLine[]> {
    const { effectiveLines } = await import('../../config/print.js');
    return effectiveLines(this.#inForce.loaded);
  }

  /**
   * Replaces the configuration, after the reloads that were asked for before.
   * @param settings of a program; default: the source is read again
   */
  reload(settings: ProgramSettings | undefined): Promise<ReloadReport> {
    const turn = (this.#last ?? Promise.resolve()).then(() => this.#reload(settings));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #reload(settings: ProgramSettings | undefined): Promise<ReloadReport> {
    // Most simulators never need it.
    const { apply } = await import('./change.js');
    if (this.#parts.lifecycle.isOver)
      throw new SilvusMockError('ALREADY_CLOSED', 'reload: the simulator is closing or closed');
    const change = await this.#changeTo(settings);
    const applied = await apply(change, this.#inForce, this.#parts.owners);
    if (!applied.done) throw this.#rolledBack(applied);
    this.#inForce = change.inForce;
    this.#settings = change.settings;
    const { changed, needsRestart, next } = change;
    const { files, warnings } = next.loaded;
    const outcome = changed.length > 0 ? 'applied' : 'unchanged';
    this.#counts[outcome] += 1;
    this.#parts.telemetry.reloaded({ outcome, changed, needsRestart, faults: [] });
    return { outcome, changed, needsRestart, files, warnings };
  }

  /** The change that is asked for, checked. */
  async #changeTo(settings: ProgramSettings | undefined): Promise<Change> {
    const { changeBy, changeFrom } = await import('./change.js');
    const { source } = this.#parts;
    const present = { configuration: this.#inForce, settings: this.#settings };
    if (settings === undefined && source === undefined)
      throw new SilvusMockError('NO_SOURCE', 'reload: a program started it: there is no file to read again');
    try {
      return settings === undefined && source !== undefined
        ? changeFrom(source, present)
        : changeBy(settings === undefined ? {} : settings, present);
    } catch (error) {
      this.#counts.refused += 1;
      this.#fail('refused', isError(error) ? error.message : String(error));
      throw error;
    }
  }

  #rolledBack({ failed, fault: error, notUndone }: Extract<Applied, { done: false }>): SilvusMockError {
    this.#counts.rolledBack += 1;
    for (const each of notUndone) this.#parts.telemetry.error(each.fault, `undoing a reload: ${each.name}`);
    // The text of a foreign error is for the log alone.
    if (!(error instanceof SilvusMockError)) this.#parts.telemetry.error(error, `a reload: ${failed}`);
    const why = error instanceof SilvusMockError ? error.message : 'see the log';
    const left = notUndone.map(({ name }) => name).join(', ');
    const rest = left === '' ? 'all is as before' : `all is as before but: ${left}`;
    const message = `reload: ${failed}: ${why}; ${rest}`;
    this.#fail('rolled-back', message);
    return new SilvusMockError('RELOAD_FAILED', message, { cause: error });
  }

  #fail(outcome: 'refused' | 'rolled-back', message: string): void {
    this.#parts.telemetry.reloaded({ outcome, changed: [], needsRestart: [], faults: message.split('\n') });
  }
}
