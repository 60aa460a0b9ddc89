import { portNames } from '../../ports/registry.js';
import type { PortFigures } from '../../ports/connection-stats.js';
import { type Sample, type ScrapedNode, type Series, byLabel } from './series.js';

const port = portNames.map((name) => `\`${name}\``).join(' or ');

/** Series of a radio's ports. */
export const portSeries: readonly Series<ScrapedNode>[] = [
  {
    name: 'silvus_mock_connections_open',
    type: 'gauge',
    help: 'Open connections.',
    labels: { port },
    read: (radio) => ofEach(radio, ({ open }) => open),
  },
  {
    name: 'silvus_mock_connections_accepted_total',
    type: 'counter',
    help: 'Accepted connections.',
    labels: { port },
    read: (radio) => ofEach(radio, ({ accepted }) => accepted),
  },
  {
    name: 'silvus_mock_connections_refused_total',
    type: 'counter',
    help: 'Refused connections: accepted and closed immediately.',
    labels: { port, reason: 'reason: `limit`, `not-allowed` and others' },
    read: (radio) => byReason(radio, ({ refusedFor }) => refusedFor),
  },
  {
    name: 'silvus_mock_connections_ended_total',
    type: 'counter',
    help: 'Accepted connections that have ended.',
    labels: { port, reason: 'end reason: `client`, `idle-timeout` and others' },
    read: (radio) => byReason(radio, ({ endedFor }) => endedFor),
  },
  {
    name: 'silvus_mock_bytes_received_total',
    type: 'counter',
    help: 'Bytes received from clients, on ended and open connections.',
    labels: { port },
    read: (radio) => ofEach(radio, ({ bytesIn }) => bytesIn),
  },
  {
    name: 'silvus_mock_bytes_sent_total',
    type: 'counter',
    help: 'Bytes sent to clients, on ended and open connections.',
    labels: { port },
    read: (radio) => ofEach(radio, ({ bytesOut }) => bytesOut),
  },
];

function byReason(
  { stats }: ScrapedNode,
  counts: (figures: PortFigures) => Readonly<Record<string, number>>,
): readonly Sample[] {
  return Object.entries(stats.connections).flatMap(([name, figures]) =>
    byLabel('reason', counts(figures)).map(({ labels, value }) => ({
      labels: { port: name, ...labels },
      value,
    })),
  );
}

function ofEach({ stats }: ScrapedNode, value: (figures: PortFigures) => number): readonly Sample[] {
  return Object.entries(stats.connections).map(([name, figures]) => ({
    labels: { port: name },
    value: value(figures),
  }));
}
