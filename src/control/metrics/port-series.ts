import type { TargetPortFigures } from '../target.js';
import type { Sample, ScrapedRadio, Series } from './series.js';

const port = '`http` or `maintenance`';

/** The series of the radio's ports. */
export const portSeries: readonly Series<ScrapedRadio>[] = [
  {
    name: 'silvus_mock_connections_open',
    type: 'gauge',
    help: 'Connections that are open.',
    labels: { port },
    read: (radio) => ofEach(radio, ({ open }) => open),
  },
  {
    name: 'silvus_mock_connections_accepted_total',
    type: 'counter',
    help: 'Connections that were taken.',
    labels: { port },
    read: (radio) => ofEach(radio, ({ accepted }) => accepted),
  },
  {
    name: 'silvus_mock_connections_refused_total',
    type: 'counter',
    help: 'Connections that were accepted and closed at once.',
    labels: { port },
    read: (radio) => ofEach(radio, ({ refused }) => refused),
  },
];

function ofEach({ stats }: ScrapedRadio, value: (figures: TargetPortFigures) => number): readonly Sample[] {
  return Object.entries(stats.connections).map(([name, figures]) => ({
    labels: { port: name },
    value: value(figures),
  }));
}
