import type { SilvusMock } from '../../src/index.js';

/** One line of a scrape. */
export interface Scraped {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a scrape of Prometheus would get. */
export class Scrape {
  readonly text: string;
  /** Type of each family, by its name. */
  readonly types: ReadonlyMap<string, string>;
  readonly samples: readonly Scraped[];

  /** Throws for a line that is none of the text format. */
  constructor(text: string) {
    const lines = text.split('\n').filter((line) => line !== '');
    const types = lines.flatMap((line): [string, string][] => {
      const [, name, type] = /^# TYPE (\S+) (counter|gauge|histogram)$/.exec(line) ?? [];
      return name === undefined || type === undefined ? [] : [[name, type]];
    });
    this.text = text;
    this.types = new Map(types);
    this.samples = lines.filter((line) => !/^# (HELP|TYPE) \S+ \S/.test(line)).map(parsed);
  }

  /** The value of one series. Throws where it is not there exactly once. */
  value(name: string, labels: Readonly<Record<string, string>> = {}): number {
    const wanted = Object.entries(labels);
    const found = this.samples.filter(
      (each) =>
        each.name === name &&
        Object.keys(each.labels).length === wanted.length &&
        wanted.every(([label, value]) => each.labels[label] === value),
    );
    const [first] = found;
    if (first === undefined || found.length > 1)
      throw new Error(`${name} ${JSON.stringify(labels)}: found ${found.length} times`);
    return first.value;
  }

  /** All series of a name. */
  all(name: string): readonly Scraped[] {
    return this.samples.filter((each) => each.name === name);
  }
}

/** Scrapes a simulator that has a control plane. */
export async function scrape({ control }: SilvusMock): Promise<Scrape> {
  const response = await fetch(`${control?.url ?? ''}/metrics`, { headers: { Connection: 'close' } });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return new Scrape(await response.text());
}

function parsed(line: string): Scraped {
  const [, name, labels = '', value] = /^([a-zA-Z_:][\w:]*)(?:\{([^}]*)\})? (\S+)$/.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new Error(`no line of a scrape: ${line}`);
  const pairs = [...labels.matchAll(/([a-zA-Z_]\w*)="([^"]*)"/g)].map(([, label = '', text = '']) => [
    label,
    text,
  ]);
  const number = value === '+Inf' ? Infinity : Number(value);
  if (Number.isNaN(number)) throw new Error(`no number: ${line}`);
  return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: number };
}
