import { faultKinds } from '../../faults/catalogue.js';
import { loginResults } from '../../login/login-counts.js';
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
import { dropCauses } from '../../simulator/reports/drop-causes.js';
import { reportTypes } from '../../reports/report.js';
import { portSeries } from './port-series.js';

/** All causes of outages. */
const outageCauses = [...blackoutCauses, 'offline'];

const kindsOfFaults = [...faultKinds.map(({ name }) => name), 'custom'];

const method = 'name of the method; `unknown` for all unknown methods';
const outcome = '`ok`, the message of the error, `fault` for the reply of a fault, or `cancelled`';

const commandSeries: readonly Series<ScrapedNode>[] = [
  {
    name: 'silvus_mock_requests_total',
    type: 'counter',
    help: 'Received requests, including invalid ones.',
    labels: {},
    read: ({ stats }) => gauge(stats.requests),
  },
  {
    name: 'silvus_mock_commands_total',
    type: 'counter',
    help: 'Settled commands.',
    labels: { method, outcome },
    read: ({ stats }) => commandSamples(stats.methods),
  },
  {
    name: 'silvus_mock_command_wait_seconds',
    type: 'histogram',
    help: "Time from the admission of a command to its start, on the simulator's clock; without BUSY and cancelled commands.",
    labels: {},
    read: ({ stats }) => stats.waits,
  },
  {
    name: 'silvus_mock_command_run_seconds',
    type: 'histogram',
    help: "Time from the start of a command to its outcome, on the simulator's clock; without BUSY and cancelled commands.",
    labels: {},
    read: ({ stats }) => stats.runs,
  },
];

const queueSeries: readonly Series<ScrapedNode>[] = [
  {
    name: 'silvus_mock_queue_depth',
    type: 'gauge',
    help: 'Requests waiting in the queue.',
    labels: {},
    read: ({ stats }) => gauge(stats.waiting),
  },
  {
    name: 'silvus_mock_queue_capacity',
    type: 'gauge',
    help: 'Maximum number of waiting requests; a further one is answered BUSY.',
    labels: {},
    read: ({ stats }) => gauge(stats.queueCapacity),
  },
  {
    name: 'silvus_mock_busy_total',
    type: 'counter',
    help: 'Commands answered BUSY, usually because the queue was full.',
    labels: {},
    read: ({ stats }) => gauge(stats.commands['BUSY'] ?? 0),
  },
  {
    name: 'silvus_mock_internal_total',
    type: 'counter',
    help: 'Commands answered INTERNAL: past their deadline, or an error inside the simulator.',
    labels: {},
    read: ({ stats }) => gauge(stats.commands['INTERNAL'] ?? 0),
  },
  {
    name: 'silvus_mock_worker_held',
    type: 'gauge',
    summary: 'max',
    help: '1 while the worker is paused, else 0.',
    labels: {},
    read: ({ node }) => gauge(node.worker.figures.paused ? 1 : 0),
  },
];

const stateSeries: readonly Series<ScrapedNode>[] = [
  {
    name: 'silvus_mock_ready',
    type: 'gauge',
    summary: 'min',
    help: '1 while the radio accepts and executes requests (see /readyz), else 0.',
    labels: {},
    read: ({ health }) => gauge(health.ready ? 1 : 0),
  },
  {
    name: 'silvus_mock_mode',
    type: 'gauge',
    help: '1 for the current mode, 0 for the others.',
    labels: { mode: modes.map((name) => `\`${name}\``).join(', ') },
    read: ({ node }) => state('mode', modes, node.mode),
  },
  {
    name: 'silvus_mock_dark',
    type: 'gauge',
    summary: 'max',
    help: '1 while the radio is in blackout or offline, else 0.',
    labels: {},
    read: ({ node }) => gauge(node.blackout.current === undefined ? 0 : 1),
  },
  {
    name: 'silvus_mock_blackout_seconds_left',
    type: 'gauge',
    summary: 'max',
    help: "Time to the end of the current blackout, on the simulator's clock; 0 without one, and while the radio is offline.",
    labels: {},
    read: ({ node }) => gauge((node.blackout.current?.leftMs ?? 0) / 1_000),
  },
  {
    name: 'silvus_mock_blackouts_total',
    type: 'counter',
    help: 'Blackouts that began or changed their cause or end.',
    labels: { cause: 'cause: `soft-boot`, `reboot`, `manual` and others, or `offline`' },
    read: ({ stats }) => byKnownLabel('cause', outageCauses, stats.blackouts),
  },
];

const faultSeries: readonly Series<ScrapedNode>[] = [
  {
    name: 'silvus_mock_faults_active',
    type: 'gauge',
    help: 'Active faults.',
    labels: {},
    read: ({ node }) => gauge(node.faults.list().length),
  },
  {
    name: 'silvus_mock_faults_applied_total',
    type: 'counter',
    help: 'Applications of faults.',
    labels: { kind: 'kind of the fault; `custom` for custom faults' },
    read: ({ stats }) => byKnownLabel('kind', kindsOfFaults, stats.faults),
  },
  {
    name: 'silvus_mock_chaos_bent_total',
    type: 'counter',
    help: 'Exchanges, connections and datagrams that chaos has bent.',
    labels: {},
    read: ({ stats }) => gauge(Object.values(stats.chaos).reduce((sum, count) => sum + count, 0)),
  },
];

const flashSeries: readonly Series<ScrapedNode>[] = [
  {
    name: 'silvus_mock_flash_writes_total',
    type: 'counter',
    help: 'Writes of flash to the state folder; 0 without a state folder.',
    labels: { result: '`ok` or `failed`' },
    read: ({ stats: { flash } }) => byLabel('result', { ok: flash.writes, failed: flash.failures }),
  },
];

const reportSeries: readonly Series<ScrapedNode>[] = [
  {
    name: 'silvus_mock_reports_sent_total',
    type: 'counter',
    help: 'Datagrams with reports by UDP that were handed to the system.',
    labels: { report: reportTypes.map((name) => `\`${name}\``).join(', ') },
    read: ({ stats }) => byKnownLabel('report', reportTypes, stats.reports.sent),
  },
  {
    name: 'silvus_mock_reports_dropped_total',
    type: 'counter',
    help: 'Datagrams with reports by UDP that were not delivered; those that a receiver refused were sent too.',
    labels: { cause: dropCauses.map((name) => `\`${name}\``).join(', ') },
    read: ({ stats }) => byKnownLabel('cause', dropCauses, stats.reports.dropped),
  },
];

const loginSeries: readonly Series<ScrapedNode>[] = [
  {
    name: 'silvus_mock_login_sessions',
    type: 'gauge',
    help: 'Open login sessions; 0 while login is off.',
    labels: {},
    read: ({ stats }) => gauge(stats.login.sessions),
  },
  {
    name: 'silvus_mock_logins_total',
    type: 'counter',
    help: 'Tries to log in.',
    labels: {
      result:
        '`accepted`, `refused` (wrong user or password), `locked` (during a lock-out) or `concurrent` (the user has a session)',
    },
    read: ({ stats }) => byKnownLabel('result', loginResults, stats.login.tries),
  },
];

/** Series of a simulator as a whole. */
export const simulatorSeries: readonly Series<ScrapedSimulator>[] = [
  {
    name: 'silvus_mock_config_reloads_total',
    type: 'counter',
    help: 'Reloads of the configuration.',
    labels: {
      result:
        '`applied`, `unchanged`, `refused` (invalid configuration) or `rolled-back` (it could not be applied)',
    },
    read: ({ reloads }) => {
      const { applied, unchanged, refused, rolledBack } = reloads;
      return byLabel('result', { applied, unchanged, refused, 'rolled-back': rolledBack });
    },
  },
];

/** Series of a node. */
export const radioSeries: readonly Series<ScrapedNode>[] = [
  ...commandSeries,
  ...queueSeries,
  ...stateSeries,
  ...faultSeries,
  ...flashSeries,
  ...reportSeries,
  ...loginSeries,
  ...portSeries,
];

function commandSamples(methods: ScrapedNode['stats']['methods']): readonly Sample[] {
  return Object.entries(methods).flatMap(([name, counts]) =>
    byLabel('outcome', counts).map(({ labels, value }) => ({ labels: { method: name, ...labels }, value })),
  );
}
