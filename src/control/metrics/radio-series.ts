import { faultKinds } from '../../faults/catalogue.js';
import { blackoutCauses } from '../../radio/blackout.js';
import { modes } from '../../radio/mode.js';
import {
  type Sample,
  type ScrapedNode,
  type ScrapedSimulator,
  type Series,
  byKnownLabel,
  byLabel,
  gauge,
  state,
} from './series.js';
import { portSeries } from './port-series.js';

/** All that the radio can be dark by. */
const darkCauses = [...blackoutCauses, 'offline'];

const kindsOfFaults = [...faultKinds.map(({ name }) => name), 'custom'];

const method = 'name of the method; `unknown` for all that the radio does not have';
const outcome = '`ok`, the message of the error, `fault` where a fault answered, `cancelled`';

const commandSeries: readonly Series<ScrapedNode>[] = [
  {
    name: 'silvus_mock_requests_total',
    type: 'counter',
    help: 'Requests that came in, those that are none included.',
    labels: {},
    read: ({ stats }) => gauge(stats.requests),
  },
  {
    name: 'silvus_mock_commands_total',
    type: 'counter',
    help: 'Commands that have their outcome.',
    labels: { method, outcome },
    read: ({ stats }) => commandSamples(stats.methods),
  },
  {
    name: 'silvus_mock_command_wait_seconds',
    type: 'histogram',
    help: "Time from a command's admission to its turn, on the simulator's clock; not of those answered BUSY or cancelled.",
    labels: {},
    read: ({ stats }) => stats.waits,
  },
  {
    name: 'silvus_mock_command_run_seconds',
    type: 'histogram',
    help: "Time from a command's turn to its outcome, on the simulator's clock; not of those answered BUSY or cancelled.",
    labels: {},
    read: ({ stats }) => stats.runs,
  },
];

const queueSeries: readonly Series<ScrapedNode>[] = [
  {
    name: 'silvus_mock_queue_depth',
    type: 'gauge',
    help: 'Requests that wait for their turn.',
    labels: {},
    read: ({ stats }) => gauge(stats.waiting),
  },
  {
    name: 'silvus_mock_queue_capacity',
    type: 'gauge',
    help: 'Requests that may wait; one more is answered BUSY.',
    labels: {},
    read: ({ stats }) => gauge(stats.queueCapacity),
  },
  {
    name: 'silvus_mock_busy_total',
    type: 'counter',
    help: 'Commands answered BUSY, as those for whom the queue has no place.',
    labels: {},
    read: ({ stats }) => gauge(stats.commands['BUSY'] ?? 0),
  },
  {
    name: 'silvus_mock_internal_total',
    type: 'counter',
    help: 'Commands that ended with INTERNAL: past their deadline, or by a failure inside the simulator.',
    labels: {},
    read: ({ stats }) => gauge(stats.commands['INTERNAL'] ?? 0),
  },
  {
    name: 'silvus_mock_worker_held',
    type: 'gauge',
    help: '1 while the worker is held by hand, else 0.',
    labels: {},
    read: ({ node }) => gauge(node.worker.figures.paused ? 1 : 0),
  },
];

const stateSeries: readonly Series<ScrapedNode>[] = [
  {
    name: 'silvus_mock_ready',
    type: 'gauge',
    help: '1 while it takes requests and carries them out, as /readyz says, else 0.',
    labels: {},
    read: ({ health }) => gauge(health.ready ? 1 : 0),
  },
  {
    name: 'silvus_mock_mode',
    type: 'gauge',
    help: '1 for the mode that the radio is in, 0 for the others.',
    labels: { mode: modes.map((name) => `\`${name}\``).join(', ') },
    read: ({ node }) => state('mode', modes, node.mode),
  },
  {
    name: 'silvus_mock_dark',
    type: 'gauge',
    help: '1 while the radio is dark, by a blackout or offline, else 0.',
    labels: {},
    read: ({ node }) => gauge(node.blackout.current === undefined ? 0 : 1),
  },
  {
    name: 'silvus_mock_blackout_seconds_left',
    type: 'gauge',
    help: "Until the end of the blackout that is on, on the simulator's clock; 0 without one, and for a radio that is offline without end.",
    labels: {},
    read: ({ node }) => gauge((node.blackout.current?.leftMs ?? 0) / 1_000),
  },
  {
    name: 'silvus_mock_blackouts_total',
    type: 'counter',
    help: 'Blackouts that began, or got another cause or end.',
    labels: { cause: 'why: `soft-boot`, `reboot`, `manual` and the like, or `offline`' },
    read: ({ stats }) => byKnownLabel('cause', darkCauses, stats.blackouts),
  },
];

const faultSeries: readonly Series<ScrapedNode>[] = [
  {
    name: 'silvus_mock_faults_active',
    type: 'gauge',
    help: 'Faults that are on.',
    labels: {},
    read: ({ node }) => gauge(node.faults.list().length),
  },
  {
    name: 'silvus_mock_faults_applied_total',
    type: 'counter',
    help: 'How often faults acted.',
    labels: { kind: "kind of the fault; `custom` for a program's own" },
    read: ({ stats }) => byKnownLabel('kind', kindsOfFaults, stats.faults),
  },
];

const flashSeries: readonly Series<ScrapedNode>[] = [
  {
    name: 'silvus_mock_flash_writes_total',
    type: 'counter',
    help: 'Writes of flash to the state folder; both are 0 where there is none.',
    labels: { result: '`ok` or `failed`' },
    read: ({ stats: { flash } }) => byLabel('result', { ok: flash.writes, failed: flash.failures }),
  },
];

/** The series of a simulator, apart from its nodes. */
export const simulatorSeries: readonly Series<ScrapedSimulator>[] = [
  {
    name: 'silvus_mock_config_reloads_total',
    type: 'counter',
    help: 'How often the configuration was read again while it ran.',
    labels: {
      result:
        '`applied`, `unchanged`, `refused` (it was wrong) or `rolled-back` (it could not be taken over)',
    },
    read: ({ reloads }) => {
      const { applied, unchanged, refused, rolledBack } = reloads;
      return byLabel('result', { applied, unchanged, refused, 'rolled-back': rolledBack });
    },
  },
];

/** The series of a node. */
export const radioSeries: readonly Series<ScrapedNode>[] = [
  ...commandSeries,
  ...queueSeries,
  ...stateSeries,
  ...faultSeries,
  ...flashSeries,
  ...portSeries,
];

function commandSamples(methods: ScrapedNode['stats']['methods']): readonly Sample[] {
  return Object.entries(methods).flatMap(([name, counts]) =>
    byLabel('outcome', counts).map(({ labels, value }) => ({ labels: { method: name, ...labels }, value })),
  );
}
