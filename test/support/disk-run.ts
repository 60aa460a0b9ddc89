import { expect } from 'vitest';
import { SilvusMockError } from '../../src/index.js';
import { bareDevice } from './bare-device.js';
import { type Draw, MemoryDisk, type Mishap, type Plan, type ProcessDisk } from './memory-disk.js';

/** What happens at a step of the disk, counted from the start of a life. */
export interface Trouble {
  readonly at: number;
  readonly what: Mishap;
}

/** One life of a radio on a disk: its commands, what the disk does to it, and its end. */
export interface Life {
  readonly commands: readonly ('save' | 'reset')[];
  readonly troubles: readonly Trouble[];
  readonly end: 'close' | 'kill' | 'power cut';
}

/** Counts over many lives. */
export interface DiskRunCounts {
  lives: number;
  mishaps: number;
  acknowledged: number;
  refused: number;
  powerCuts: number;
}

/** New counts. */
export const noCounts = (): DiskRunCounts => ({
  lives: 0,
  mishaps: 0,
  acknowledged: 0,
  refused: 0,
  powerCuts: 0,
});

const folder = '/var/state';
const file = `${folder}/310061.json`;
const settings = { stateDir: folder, timing: { preset: 'instant' } } as const;

/** A run of lives on one disk. Each start must have the last acknowledged save, or one that was asked for later. */
export class DiskRun {
  readonly #disk = new MemoryDisk();
  readonly #draw: Draw;
  readonly #counts: DiskRunCounts;
  /** Distances that flash may hold. */
  #possible = new Set(['1000']);
  #next = 1;

  constructor(draw: Draw, counts: DiskRunCounts) {
    this.#draw = draw;
    this.#counts = counts;
    this.#disk.put('/var', this.#disk.create('folder'));
  }

  /** Lives one life; resolves with the number of its troubles that it has met. */
  async live({ commands, troubles, end }: Life): Promise<number> {
    const process = this.#disk.process(planOf(troubles));
    await this.#during(process, commands, end);
    process.kill();
    if (end === 'power cut') {
      this.#disk.cutPower(this.#draw);
      this.#counts.powerCuts += 1;
    }
    this.#counts.lives += 1;
    this.#counts.mishaps += process.mishaps;
    return process.mishaps;
  }

  /** Starts without trouble: nothing is lost or torn, and nothing is left behind. */
  async last(): Promise<void> {
    const process = this.#disk.process();
    await this.#during(process, [], 'close');
    const names = this.#disk.namesIn(folder);
    expect(names.filter((name) => name !== '310061.json')).toEqual([]);
  }

  async #during(process: ProcessDisk, commands: Life['commands'], end: Life['end']): Promise<void> {
    const radio = bareDevice(settings, undefined, process);
    const { device } = radio;
    const isStuck = (work: Promise<unknown>) =>
      Promise.race([work.then(() => false), process.stuck.then(() => true)]);
    try {
      if (await isStuck(Promise.resolve(device.boot()))) return;
    } catch (error) {
      // Only the disk keeps it from starting, and never because of what flash holds.
      expect(error).toBeInstanceOf(SilvusMockError);
      expect(process.mishaps).toBeGreaterThan(0);
      return;
    } finally {
      expect(radio.warnings).toEqual([]);
    }
    const saved = () => device.state.saved()['max_link_distance']?.[0] ?? '';
    expect([...this.#possible]).toContain(saved());
    this.#possible = new Set([saved()]);
    for (const command of commands) {
      const work = command === 'save' ? this.#save(device, saved) : this.#reset(device, saved);
      if (await isStuck(work)) return;
    }
    if (end === 'close') await isStuck(Promise.all([radio.flash?.end(), device.flash.close()]));
  }

  async #save(device: ReturnType<typeof bareDevice>['device'], saved: () => string): Promise<void> {
    const distance = String(this.#next++);
    device.state.patch({ max_link_distance: Number(distance) });
    const before = new Set(this.#possible);
    // What is under way may be there after a stop.
    this.#possible.add(distance);
    const request = { jsonrpc: '2.0', method: 'setenvlinsingle', params: ['max_link_distance'], id: 1 };
    const bytes = Buffer.from(JSON.stringify(request));
    const origin = { port: 'http', peer: '127.0.0.1:1' } as const;
    const reply = await device.handler.handle(bytes, origin, new AbortController().signal);
    if (reply.kind === 'cancelled') throw new Error('nobody has gone away');
    const { error } = JSON.parse(reply.delivery.text ?? 'null') as { error?: unknown };
    const isAcknowledged = error === undefined;
    this.#counts[isAcknowledged ? 'acknowledged' : 'refused'] += 1;
    if (isAcknowledged) {
      expect(saved()).toBe(distance);
      this.#possible = new Set([distance]);
    } else if (saved() !== distance) this.#possible = before;
    this.#expectAgreement(saved());
  }

  async #reset(device: ReturnType<typeof bareDevice>['device'], saved: () => string): Promise<void> {
    const before = new Set(this.#possible);
    const atStart = device.flash.atStart?.get('max_link_distance')?.[0] ?? '';
    this.#possible.add(atStart);
    const isDone = await device.reset().then(
      () => true,
      () => false,
    );
    if (isDone) {
      expect(saved()).toBe(atStart);
      this.#possible = new Set([atStart]);
    } else if (saved() !== atStart) this.#possible = before;
    this.#expectAgreement(saved());
  }

  /** Memory and disk have the same flash, whatever was answered. */
  #expectAgreement(saved: string): void {
    const text = this.#disk.textOf(file);
    const onDisk =
      text === undefined
        ? '1000'
        : (JSON.parse(text) as { settings: Record<string, string[]> }).settings['max_link_distance']?.[0];
    expect(onDisk).toBe(saved);
  }
}

function planOf(troubles: readonly Trouble[]): Plan {
  const left = new Map(troubles.map(({ at, what }) => [at, what]));
  let step = 0;
  return () => left.get(step++);
}
