import { type ScrapedProcess, type Series, gauge as sampleOf } from './series.js';

const gauge = (name: string, help: string, value: (process: ScrapedProcess) => number | undefined) =>
  ({
    name,
    type: 'gauge',
    help,
    labels: {},
    read: (process: ScrapedProcess) => sampleOf(value(process)),
  }) as const;

const counter = (name: string, help: string, value: (process: ScrapedProcess) => number) =>
  ({ ...gauge(name, help, value), type: 'counter' }) as const;

/** Series of the process, with the usual names of Prometheus clients; they don't depend on the number of nodes. */
export const processSeries: readonly Series<ScrapedProcess>[] = [
  {
    name: 'silvus_mock_build_info',
    type: 'gauge',
    help: 'Always 1; the versions are labels.',
    labels: { version: 'version of silvus-mock', node: 'version of Node.js' },
    read: ({ versions: { version, node } }) => [{ labels: { version, node }, value: 1 }],
  },
  gauge(
    'nodejs_eventloop_lag_mean_seconds',
    'Mean delay of the event loop in the last 10 to 20 s.',
    ({ loop }) => loop.meanMs / 1_000,
  ),
  gauge(
    'nodejs_eventloop_lag_p99_seconds',
    '99th percentile of the delay of the event loop in the last 10 to 20 s.',
    ({ loop }) => loop.p99Ms / 1_000,
  ),
  gauge(
    'nodejs_eventloop_lag_max_seconds',
    'Maximum delay of the event loop in the last 10 to 20 s.',
    ({ loop }) => loop.maxMs / 1_000,
  ),
  counter(
    'process_cpu_user_seconds_total',
    'CPU time in user mode.',
    ({ figures }) => figures.cpuUserSeconds,
  ),
  counter(
    'process_cpu_system_seconds_total',
    'CPU time in system mode.',
    ({ figures }) => figures.cpuSystemSeconds,
  ),
  counter(
    'process_cpu_seconds_total',
    'CPU time in user and system mode.',
    ({ figures }) => figures.cpuUserSeconds + figures.cpuSystemSeconds,
  ),
  gauge('process_resident_memory_bytes', 'Resident memory.', ({ figures }) => figures.residentBytes),
  gauge('nodejs_heap_size_total_bytes', 'Size of the heap.', ({ figures }) => figures.heapTotalBytes),
  gauge('nodejs_heap_size_used_bytes', 'Used part of the heap.', ({ figures }) => figures.heapUsedBytes),
  gauge(
    'nodejs_external_memory_bytes',
    'Memory outside the heap, such as buffers.',
    ({ figures }) => figures.externalBytes,
  ),
  gauge(
    'process_open_fds',
    'Open file descriptors; only on Linux.',
    ({ figures }) => figures.openDescriptors,
  ),
  gauge(
    'process_max_fds',
    'Maximum number of open file descriptors; only on Linux.',
    ({ figures }) => figures.maxDescriptors,
  ),
  gauge(
    'process_start_time_seconds',
    'Start time of the process, since 1970-01-01T00:00:00Z.',
    ({ figures }) => figures.startedAtSeconds,
  ),
];
