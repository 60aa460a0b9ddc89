import { useSignal, useSignalEffect } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { type ReceivedStatus, receivedStatus } from '../simulator/status.js';
import { samplesOf } from './history.js';
import { type DirectedLink, linkKey, linksOf } from './links.js';
import type { RadioData, Values } from './radio-data.js';
import { ratesOf } from './rates.js';
import type { Figure, Samples } from './samples.js';
import { textsOf } from './settings.js';

/** Time between two samples at least, ms: a status that came after an action is no sample of its own. */
const shortest = 700;

/** Links of a network from which SNR is asked for in each fifth sample only. */
const manyLinks = 300;
const seldom = 5;

/** The samples of a radio, and their number so far, which changes with each. */
export function useSamples(data: RadioData): { readonly samples: Samples; readonly count: number } {
  const samples = samplesOf(data.node);
  const sampler = useMemo(() => new Sampler(data, samples), [data, samples]);
  const count = useSignal(0);
  useSignalEffect(() => {
    const received = receivedStatus.value;
    // The readings would be of the time when the page is shown again.
    if (received === undefined || document.hidden) return;
    void sampler
      .add(received)
      .then((isAdded) => (count.value += isAdded ? 1 : 0))
      .catch(() => undefined);
  });
  return { samples, count: count.value };
}

/** Makes a sample of each status and of the readings at its time. */
class Sampler {
  readonly #data: RadioData;
  readonly #samples: Samples;
  #last: ReceivedStatus | undefined;
  #links: readonly DirectedLink[] = [];
  #linksIn = 0;

  constructor(data: RadioData, samples: Samples) {
    this.#data = data;
    this.#samples = samples;
  }

  /** Resolves to whether there is one sample more. */
  async add(received: ReceivedStatus): Promise<boolean> {
    const before = this.#last;
    if (before !== undefined && received.at - before.at < shortest) return false;
    this.#last = received;
    const seconds = before === undefined ? 0 : (received.at - before.at) / 1_000;
    const rates = ratesOf(before?.status.stats, received.status.stats, seconds);
    const [readings] = await Promise.all([this.#data.refreshReadings(), this.#refreshLinks()]);
    this.#samples.add(received.at / 1_000, {
      ...rates,
      temperature: figureOf(readings, 'read_current_temperature', 1),
      voltage: figureOf(readings, 'input_voltage_monitoring', 1 / 1_000),
      noise: figureOf(readings, 'noise_level', 1),
      ...Object.fromEntries(this.#links.map((link) => [linkKey(link), link.snr])),
    });
    return true;
  }

  /** All links of a large network are a long reply: it is asked for less often. */
  async #refreshLinks(): Promise<void> {
    if (this.#linksIn > 0) {
      this.#linksIn -= 1;
      return;
    }
    const { network_status: all } = await this.#data.read(['network_status']);
    const node = textsOf(this.#data.readings.peek()['nodeid'])?.[0] ?? this.#data.node;
    this.#links = linksOf(node, all);
    if (Array.isArray(all) && all.length / 3 > manyLinks) this.#linksIn = seldom - 1;
  }
}

/** The number in a reply of one text, times a factor: voltage is in mV. */
function figureOf(readings: Values, method: string, factor: number): Figure {
  const number = Number(textsOf(readings[method])?.[0] ?? NaN);
  return Number.isFinite(number) ? number * factor : null;
}
