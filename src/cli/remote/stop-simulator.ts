import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { checkAnswer, sendNamed } from '../client/ask.js';
import { type ControlClient, controlClient, nameText } from '../client/control-client.js';
import type { ControlFlags } from '../client/control-flags.js';
import { serverEvents } from '../client/event-stream.js';
import { timeoutOf, timeoutSignal } from '../client/response.js';
import { CliError, closeExitCode, exitCodes } from '../exit-codes.js';
import { print, printError, printJson } from '../output/print.js';
import { isAlive } from '../target/radio-identity.js';

const reportSchema = z.object({
  drained: z.number(),
  rejected: z.number(),
  cut: z.number(),
  closed: z.number(),
  forced: z.number(),
  durationMs: z.number(),
  phases: z.array(z.object({ phase: z.string(), ended: z.string() })),
});

/** Time between two looks at the port or the process, real ms. */
const interval = 25;

/** Time that the process may take to end once its port is closed, real ms. */
const processEndTimeout = 2_000;

/** Closes a simulator over its control plane and waits until it is gone. Rejects with a `CliError`. */
export async function stop(flags: ControlFlags): Promise<void> {
  const ms = timeoutOf(flags.timeout);
  const client = await controlClient(flags);
  const { signal, clear } = timeoutSignal(ms);
  let stream: IncomingMessage | undefined;
  try {
    // The stream is opened first, so that the event of the close is not missed.
    stream = await client.open('/events?types=closed', signal);
    await sendNamed(client, { method: 'POST', path: '/close' });
    const { simulator } = client;
    const report = await reportIn(stream, client);
    await gone(client, simulator.pid, signal);
    const { drained, rejected, cut, closed, forced, durationMs } = report;
    if (flags.json === true) printJson({ ...report, simulator });
    else {
      printError(`simulator: ${nameText(simulator)}`);
      print(
        `Closed in ${durationMs.toFixed(0)} ms: ${drained} commands answered, ${rejected} rejected, ${cut} cut; ` +
          `${closed + forced} connections closed, ${forced} of them forced.`,
      );
    }
    process.exitCode = closeExitCode(report);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new CliError(exitCodes.unexpected, `${client.address}: not closed within ${flags.timeout}`);
  } finally {
    clear();
    // An open stream would keep the process alive where the close is refused.
    stream?.destroy();
  }
}

async function reportIn(stream: IncomingMessage, client: ControlClient) {
  for await (const { event, data } of serverEvents(stream))
    if (event === 'closed') return checkAnswer(reportSchema, JSON.parse(data), client.address);
  throw new CliError(exitCodes.unexpected, `${client.address}: it ended without a report of its close`);
}

/** Resolves when the port is closed, and on this machine the process has ended. */
async function gone(client: ControlClient, pid: number | undefined, stop: AbortSignal): Promise<void> {
  const { hostname, port } = new URL(client.address);
  const host = hostname.replace(/^\[|\]$/g, '');
  while ((await isOpen(host, Number(port || '80'))) && !(await isOther(client, pid)))
    await pause(interval, undefined, { signal: stop });
  // In a container it is process 1 of another namespace.
  if (pid === undefined || pid === 1 || !/^(localhost|::1|127\.[\d.]+)$/.test(host)) return;
  const { signal, clear } = timeoutSignal(processEndTimeout);
  const isLate = () => signal.aborted;
  while (isAlive(pid) && !isLate()) await pause(interval, undefined, { signal: stop });
  clear();
}

/** True if another simulator listens there already, as where a supervisor starts it again. */
async function isOther(client: ControlClient, pid: number | undefined): Promise<boolean> {
  try {
    await client.send({ method: 'GET', path: '/version' });
    return client.simulator.pid !== pid;
  } catch {
    return false;
  }
}

function isOpen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const finish = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}
