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

/** The series of the process, by the names that other programs use too: once, however many radios it holds. */
export const processSeries: readonly Series<ScrapedProcess>[] = [
  {
    name: 'silvus_mock_build_info',
    type: 'gauge',
    help: '1, with the versions as labels.',
    labels: { version: 'of silvus-mock', node: 'of Node.js' },
    read: ({ versions: { version, node } }) => [{ labels: { version, node }, value: 1 }],
  },
  gauge(
    'nodejs_eventloop_lag_mean_seconds',
    'By how much the event loop was late on average, in the last 10 to 20 s.',
    ({ loop }) => loop.meanMs / 1_000,
  ),
  gauge(
    'nodejs_eventloop_lag_p99_seconds',
    'By how much the event loop was late at the most in 99 of 100 turns, in the last 10 to 20 s.',
    ({ loop }) => loop.p99Ms / 1_000,
  ),
  gauge(
    'nodejs_eventloop_lag_max_seconds',
    'By how much the event loop was late at the most, in the last 10 to 20 s.',
    ({ loop }) => loop.maxMs / 1_000,
  ),
  counter(
    'process_cpu_user_seconds_total',
    'CPU time of the program.',
    ({ figures }) => figures.cpuUserSeconds,
  ),
  counter(
    'process_cpu_system_seconds_total',
    'CPU time of the system on its behalf.',
    ({ figures }) => figures.cpuSystemSeconds,
  ),
  counter(
    'process_cpu_seconds_total',
    'CPU time, of the program and of the system on its behalf.',
    ({ figures }) => figures.cpuUserSeconds + figures.cpuSystemSeconds,
  ),
  gauge('process_resident_memory_bytes', 'Memory that it holds.', ({ figures }) => figures.residentBytes),
  gauge('nodejs_heap_size_total_bytes', 'Size of the heap.', ({ figures }) => figures.heapTotalBytes),
  gauge(
    'nodejs_heap_size_used_bytes',
    'How much of the heap is used.',
    ({ figures }) => figures.heapUsedBytes,
  ),
  gauge(
    'nodejs_external_memory_bytes',
    'Memory of buffers and the like, outside the heap.',
    ({ figures }) => figures.externalBytes,
  ),
  gauge('process_open_fds', 'Open descriptors; only on Linux.', ({ figures }) => figures.openDescriptors),
  gauge(
    'process_max_fds',
    'Descriptors that may be open; only on Linux.',
    ({ figures }) => figures.maxDescriptors,
  ),
  gauge(
    'process_start_time_seconds',
    'When the process began, since 1970-01-01T00:00:00Z.',
    ({ figures }) => figures.startedAtSeconds,
  ),
];
