import type { EffectiveLine } from '../../config/print.js';
import type { Configuration } from '../../config/resolve.js';
import type { Config } from '../../config/schema.js';
import type { ConfigSource } from '../../config/source.js';
import { SilvusMockError } from '../../core/errors.js';
import type { ProgramSettings } from '../../config/program-settings.js';
import type { Applied } from './apply.js';
import type { Change } from './change.js';
import type { ReloadCounts, ReloadEvent, ReloadReport } from './report.js';
import type { Owners } from './steps.js';

/** Options of a {@link Reloading}. */
export interface ReloadingParts {
  readonly configuration: Configuration;
  readonly source: ConfigSource | undefined;
  /** Of a program. */
  readonly settings: ProgramSettings;
  readonly owners: Owners;
  /** Whether the simulator is closing, or can't be used any more. */
  isOver(): boolean;
  onReload(event: ReloadEvent): void;
  onFault(fault: unknown, where: string): void;
}

/** The configuration in force, and its replacement while the simulator runs: all of a change or nothing. */
export class Reloading {
  readonly #parts: ReloadingParts;
  #inForce: Configuration;
  #settings: ProgramSettings;
  #last: Promise<unknown> = Promise.resolve();
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

  /** True if there is a configuration that can be read again. */
  get hasSource(): boolean {
    return this.#parts.source !== undefined;
  }

  /** Loads what reads a configuration again, if there is one to read. Rejects if it can't be read. */
  async loadAhead(): Promise<void> {
    if (this.hasSource) await Promise.all([import('./change.js'), import('../../config/print.js')]);
  }

  /** Counts of reloads by outcome. */
  get counts(): ReloadCounts {
    return { ...this.#counts };
  }

  /** Resolves when no reload runs. */
  async idle(): Promise<void> {
    await this.#last;
  }

  /** Every setting as it is in force, and where its value came from; secrets are not shown. */
  async lines(): Promise<readonly EffectiveLine[]> {
    const { effectiveLines } = await import('../../config/print.js');
    return effectiveLines(this.#inForce.loaded);
  }

  /**
   * Has another configuration take its place, after those that were asked for before.
   * @param settings of a program; default: what the source says now
   */
  reload(settings: ProgramSettings | undefined): Promise<ReloadReport> {
    const turn = this.#last.then(() => this.#reload(settings));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #reload(settings: ProgramSettings | undefined): Promise<ReloadReport> {
    // Most simulators never need it.
    const { apply } = await import('./change.js');
    if (this.#parts.isOver())
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
    this.#parts.onReload({ outcome, changed, needsRestart, faults: [] });
    return { outcome, changed, needsRestart, files, warnings };
  }

  /** The change that is asked for; rejects if it is not valid. */
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
    } catch (fault) {
      this.#counts.refused += 1;
      this.#fail('refused', fault instanceof Error ? fault.message : String(fault));
      throw fault;
    }
  }

  #rolledBack({ failed, fault, notUndone }: Extract<Applied, { done: false }>): SilvusMockError {
    this.#counts.rolledBack += 1;
    for (const each of notUndone) this.#parts.onFault(each.fault, `undoing a reload: ${each.name}`);
    // What is no error of ours is for the log alone.
    if (!(fault instanceof SilvusMockError)) this.#parts.onFault(fault, `a reload: ${failed}`);
    const why = fault instanceof SilvusMockError ? fault.message : 'see the log';
    const left = notUndone.map(({ name }) => name).join(', ');
    const rest = left === '' ? 'all is as before' : `all is as before but: ${left}`;
    const message = `reload: ${failed}: ${why}; ${rest}`;
    this.#fail('rolled-back', message);
    return new SilvusMockError('RELOAD_FAILED', message, { cause: fault });
  }

  #fail(outcome: 'refused' | 'rolled-back', message: string): void {
    this.#parts.onReload({ outcome, changed: [], needsRestart: [], faults: message.split('\n') });
  }
}
