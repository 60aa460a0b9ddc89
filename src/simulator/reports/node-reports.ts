import type { Clock } from '../../core/time/clock.js';
import type { ReportType } from '../../reports/report.js';
import type { Stats } from '../snapshot.js';
import { ReportCounts } from './report-counts.js';
import type { Due } from './report-schedule.js';
import type { OnDropped, ReportSource, ReportWriter } from './report-writer.js';
import type { Reporting } from './reporting.js';
import { type StreamSettings, streamsOf } from './streams.js';

/** Options of a node's reports. */
interface NodeReportsOptions extends ReportSource {
  readonly clock: Clock;
  readonly reporting: Reporting;
  readonly onDropped: OnDropped;
  /** Called when what sends reports could not be loaded. */
  readonly onError: (error: unknown) => void;
}

/** A stream that is switched on. */
interface Stream {
  settings: StreamSettings;
  due: Due;
}

/** Most reports of a stream that are sent at once after the process was busy; older ones are dropped. */
const maxBehind = 10;

/** The streams of reports of one node: which are switched on, and when their reports fall due. */
export class NodeReports {
  readonly #options: NodeReportsOptions;
  readonly #counts = new ReportCounts();
  readonly #streams = new Map<ReportType, Stream>();
  #writer: ReportWriter | undefined;
  #isOpen = false;
  #isRefreshing = false;

  constructor(options: NodeReportsOptions) {
    this.#options = options;
  }

  /** Counts since the start. */
  figures(): Stats['reports'] {
    return this.#counts.figures();
  }

  /** Begins once the radio's ports are open. */
  open(): void {
    this.#isOpen = true;
    this.#refresh();
  }

  /** Looks at the settings again after what runs now, which may change more of them. */
  changed(): void {
    if (!this.#isOpen || this.#isRefreshing) return;
    this.#isRefreshing = true;
    void Promise.resolve().then(() => {
      this.#isRefreshing = false;
      this.#refresh();
    });
  }

  /** Ends all streams; resolves when their sockets are closed. */
  async close(): Promise<void> {
    this.#isOpen = false;
    await Promise.all([...this.#streams.keys()].map((type) => this.#end(type)));
  }

  #refresh(): void {
    if (!this.#isOpen) return;
    const { radio, settings } = this.#options;
    const wanted = streamsOf(radio, settings());
    for (const type of this.#streams.keys()) if (!wanted.has(type)) void this.#end(type);
    for (const [type, stream] of wanted) this.#set(type, stream);
  }

  /** A stream keeps its times while its period does. */
  #set(type: ReportType, settings: StreamSettings): void {
    const { clock } = this.#options;
    const stream = this.#streams.get(type);
    if (stream?.settings.period === settings.period) {
      stream.settings = settings;
      return;
    }
    stream?.due.cancel();
    const begun: Stream = { settings, due: this.#dueAt(type, clock.now() + settings.period) };
    this.#streams.set(type, begun);
  }

  async #end(type: ReportType): Promise<void> {
    this.#streams.get(type)?.due.cancel();
    this.#streams.delete(type);
    await this.#writer?.release(type);
  }

  #dueAt(type: ReportType, at: number): Due {
    const { reporting, clock } = this.#options;
    return reporting.schedule(clock).add(at, () => this.#run(type, at));
  }

  /** Sends the reports that fell due while the process was busy, as far as it is not too late. */
  #run(type: ReportType, at: number): Promise<void> | undefined {
    const stream = this.#streams.get(type);
    if (stream === undefined) return undefined;
    const { settings } = stream;
    const behind = Math.max(0, Math.floor((this.#options.clock.now() - at) / settings.period));
    stream.due = this.#dueAt(type, at + (behind + 1) * settings.period);
    const late = Math.max(0, behind - maxBehind);
    if (late > 0) this.#counts.addDropped('late', late);
    const count = behind - late + 1;
    if (this.#writer !== undefined) {
      this.#write(this.#writer, type, settings, count);
      return undefined;
    }
    return this.#loaded().then(
      (writer) => this.#write(writer, type, settings, count),
      (error: unknown) => this.#options.onError(error),
    );
  }

  #write(writer: ReportWriter, type: ReportType, settings: StreamSettings, count: number): void {
    try {
      // It may have been switched off while what sends was loaded.
      for (let each = 0; each < count && this.#streams.has(type); each += 1) writer.write(type, settings);
    } catch (error) {
      this.#options.onError(error);
    }
  }

  async #loaded(): Promise<ReportWriter> {
    const { reporting, onDropped } = this.#options;
    const { sockets, Writer } = await reporting.load();
    return (this.#writer ??= new Writer(this.#options, sockets, this.#counts, onDropped));
  }
}
