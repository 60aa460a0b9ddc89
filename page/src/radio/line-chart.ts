import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { agoText, figureRange, markText, timeMarks, timeWindow } from './plot-axes.js';
import type { Line, PlotSpec } from './plot-list.js';
import { type Samples, isolated } from './samples.js';
import { onThemeChange, themeColour } from './theme-colours.js';

/** Name under which the plots share the place of the pointer. */
const pointerGroup = 'radio';

const font = '11px system-ui, sans-serif';

/** The drawing of a plot in an element, whose size it takes. */
export class LineChart {
  readonly #chart: uPlot;
  readonly #lines: readonly Line[];
  readonly #ends: (() => void)[];

  /** @param onPointed called with the time under the pointer, undefined where it has left */
  constructor(place: HTMLElement, spec: PlotSpec, onPointed: (time: number | undefined) => void) {
    this.#lines = spec.lines;
    const size = () => ({ width: place.clientWidth, height: place.clientHeight });
    const options = optionsOf(spec, size(), onPointed);
    const chart = new uPlot(options, [[], ...spec.lines.map(() => [])], place);
    const observer = new ResizeObserver(() => chart.setSize(size()));
    observer.observe(place);
    this.#chart = chart;
    this.#ends = [onThemeChange(() => chart.redraw(false)), () => observer.disconnect()];
  }

  /** Draws the samples. */
  show(samples: Samples): void {
    const columns = this.#lines.map(({ key }) => [...samples.column(key)]);
    this.#chart.setData([[...samples.times], ...columns]);
  }

  end(): void {
    for (const end of this.#ends) end();
    this.#chart.destroy();
  }
}

function optionsOf(
  { lines, span }: PlotSpec,
  size: { readonly width: number; readonly height: number },
  onPointed: (time: number | undefined) => void,
): uPlot.Options {
  const axis = {
    font,
    stroke: () => themeColour('text-muted'),
    grid: { stroke: () => themeColour('border'), width: 1 },
    ticks: { show: false },
  };
  return {
    ...size,
    padding: [6, 12, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: pointerGroup }, drag: { x: false, y: false }, y: false },
    scales: {
      x: { time: false, range: ({ data: [times] }) => timeWindow(times) },
      y: { range: (_, min, max) => figureRange(min, max, span) },
    },
    axes: [
      {
        ...axis,
        size: 22,
        gap: 5,
        splits: (_, __, min, max) => timeMarks(min, max),
        values: (_, marks) => marks.map((mark) => agoText((marks.at(-1) ?? mark) - mark)),
      },
      { ...axis, size: 44, gap: 4, space: 26, values: (_, marks) => marks.map(markText) },
    ],
    series: [
      {},
      ...lines.map(({ label, colour, isDashed }) => ({
        label,
        stroke: () => themeColour(`series-${colour}`),
        width: 1.5,
        ...(isDashed ? { dash: [5, 4] } : {}),
        points: { show: true, size: 4, filter: isolatedPoints },
      })),
    ],
    hooks: {
      setCursor: [({ cursor: { idx }, data: [times] }) => onPointed(idx == null ? undefined : times[idx])],
    },
  };
}

/** A line does not show a sample between two gaps: it gets a point. uPlot's type allows any function here. */
function isolatedPoints({ data }: uPlot, line: number): number[] {
  return isolated(data[line] ?? []);
}
