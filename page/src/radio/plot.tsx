import { type Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { LineChart } from './line-chart.js';
import { agoText, figureText } from './plot-axes.js';
import type { Line, PlotSpec } from './plot-list.js';
import { type Samples, summaryOf } from './samples.js';

/** Properties of {@link Plot}. */
interface PlotProps {
  readonly spec: PlotSpec;
  readonly samples: Samples;
  /** Changes with each sample. */
  readonly count: number;
  /** Time under the pointer, of all plots; undefined without one. */
  readonly pointed: Signal<number | undefined>;
}

/** A plot, and its figures in words: last, minimum, maximum. */
export function Plot({ spec, samples, count, pointed }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<LineChart>(undefined);
  const lines = spec.lines.map(({ key }) => key).join();
  useEffect(() => {
    if (place.current === null || lines === '') return;
    const made = new LineChart(place.current, spec, (time) => (pointed.value = time));
    made.show(samples);
    chart.current = made;
    return () => {
      chart.current = undefined;
      made.end();
    };
  }, [lines, samples]);
  useEffect(() => chart.current?.show(samples), [count]);
  const title = `${spec.title}, ${spec.unit}`;
  const only = spec.lines.length === 1 ? spec.lines[0] : undefined;
  return (
    <figure class={spec.isWide === true ? 'plot wide' : 'plot'} aria-label={title}>
      <figcaption>
        {spec.title} <span class="muted">{spec.unit}</span>
        {only !== undefined && <OneLine line={only} samples={samples} time={pointed.value} />}
      </figcaption>
      {lines === '' ? (
        <p class="muted">This radio has no links.</p>
      ) : (
        <>
          <div
            ref={place}
            class="plot-canvas"
            role="img"
            aria-label={`Plot of ${title}; its figures are beside it`}
          />
          {only === undefined && <Figures spec={spec} samples={samples} time={pointed.value} />}
        </>
      )}
    </figure>
  );
}

interface FiguresProps {
  readonly spec: PlotSpec;
  readonly samples: Samples;
  readonly time: number | undefined;
}

interface OneLineProps {
  readonly line: Line;
  readonly samples: Samples;
  readonly time: number | undefined;
}

/** The text alternative of a plot with one line. */
function OneLine({ line, samples, time }: OneLineProps) {
  const { index, label } = pointedAt(samples, time);
  const column = samples.column(line.key);
  const summary = summaryOf(column);
  const figures = [
    [label, column.at(index) ?? null],
    ['min', summary?.min ?? null],
    ['max', summary?.max ?? null],
  ] as const;
  return (
    <dl class="figures-line">
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{figureText(figure)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The sample at a time, and a name for it; without a time the last one. */
function pointedAt({ times }: Samples, time: number | undefined): { index: number; label: string } {
  const index = time === undefined ? -1 : times.indexOf(time);
  const ago = index < 0 ? 'now' : agoText((times.at(-1) ?? 0) - (times[index] ?? 0));
  return { index, label: ago === 'now' ? 'last' : ago };
}

/** The text alternative of a plot; while the pointer is on one, with the figures of that time. */
function Figures({ spec, samples, time }: FiguresProps) {
  const { index, label } = pointedAt(samples, time);
  return (
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">line</span>
          </th>
          <th scope="col" class="number">
            {label}
          </th>
          <th scope="col" class="number">
            min
          </th>
          <th scope="col" class="number">
            max
          </th>
        </tr>
      </thead>
      <tbody>
        {spec.lines.map((line) => (
          <FigureRow key={line.key} line={line} samples={samples} index={index} />
        ))}
      </tbody>
    </table>
  );
}

interface FigureRowProps {
  readonly line: Line;
  readonly samples: Samples;
  /** Sample that is pointed at; negative for the last one. */
  readonly index: number;
}

function FigureRow({ line, samples, index }: FigureRowProps) {
  const column = samples.column(line.key);
  const summary = summaryOf(column);
  return (
    <tr>
      <th scope="row">
        <span class={`swatch series-${line.colour}${line.isDashed ? ' dashed' : ''}`} aria-hidden="true" />
        {line.label}
      </th>
      <td class="number">{figureText(column.at(index) ?? null)}</td>
      <td class="number">{figureText(summary?.min ?? null)}</td>
      <td class="number">{figureText(summary?.max ?? null)}</td>
    </tr>
  );
}
