import { linkOfKey } from './links.js';

/** A line of a plot. */
export interface Line {
  /** Key of its samples. */
  readonly key: string;
  readonly label: string;
  /** Number of its colour in the theme, 1 to 8. */
  readonly colour: number;
  readonly isDashed: boolean;
}

/** A plot of figures with one unit. */
export interface PlotSpec {
  readonly title: string;
  readonly unit: string;
  /** Range of the axis at least. */
  readonly span: number;
  readonly lines: readonly Line[];
  /** True if it has a row of its own. */
  readonly isWide?: boolean;
}

const colours = 8;

/** Links that have a line at most, of both directions together. */
const maxLinks = 2 * colours;

const line = (key: string, label: string, colour: number, isDashed = false): Line => ({
  key,
  label,
  colour,
  isDashed,
});

/** Plots of figures that every radio has. */
const fixed: readonly PlotSpec[] = [
  { title: 'Temperature', unit: '°C', span: 4, lines: [line('temperature', 'temperature', 1)] },
  { title: 'Voltage', unit: 'V', span: 0.4, lines: [line('voltage', 'voltage', 5)] },
  { title: 'Noise', unit: 'dBm', span: 6, lines: [line('noise', 'noise level', 4)] },
  { title: 'Calls', unit: '/s', span: 4, lines: [line('calls', 'calls', 3)] },
  { title: 'BUSY', unit: '/s', span: 4, lines: [line('busy', 'BUSY', 2)] },
  {
    title: 'Latency',
    unit: 'ms',
    span: 1,
    lines: [
      line('mean', 'mean', 1),
      line('p95Wait', 'p95 of waiting', 2, true),
      line('p95Run', 'p95 of running', 3, true),
    ],
  },
];

/** All plots, with a line for each direction of the links that samples are kept of. */
export function plotsOf(keys: readonly string[], node: string): readonly PlotSpec[] {
  return [...fixed, linkPlot(keys, node)];
}

function linkPlot(keys: readonly string[], node: string): PlotSpec {
  const links = keys.flatMap((key) => {
    const link = linkOfKey(key);
    return link === undefined ? [] : [{ key, ...link, neighbour: link.from === node ? link.to : link.from }];
  });
  const neighbours = [...new Set(links.map(({ neighbour }) => neighbour))].toSorted(byNumber);
  const ordered = links.toSorted(
    (a, b) => byNumber(a.neighbour, b.neighbour) || Number(a.from === node) - Number(b.from === node),
  );
  const lines = ordered.slice(0, maxLinks).map(({ key, from, to, neighbour }) => {
    const colour = (neighbours.indexOf(neighbour) % colours) + 1;
    return line(key, `${from} → ${to}`, colour, from === node);
  });
  return { title: 'SNR of each link', unit: 'dB', span: 10, lines, isWide: true };
}

function byNumber(a: string, b: string): number {
  return Number(a) - Number(b);
}
