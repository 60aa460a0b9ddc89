import { ControlClient, nameText } from '../client/control-client.js';
import { checkAnswer } from '../client/ask.js';
import { statusAnswerSchema } from '../client/snapshot-answers.js';
import type { WaitTarget } from './wait-target.js';

/** Time limit of one answer: a server that hangs does not take the whole time of the wait. */
const answerTimeout = { ms: 2_000, text: '2s' };

/**
 * Asks a control plane whether its radio takes commands. The radio sees nothing of it.
 * @returns the reason why not; undefined if it does
 */
export async function problemOfControlPlane(
  { control, pid, httpPort }: Extract<WaitTarget, { readonly kind: 'control' }>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const client = new ControlClient(control, answerTimeout, signal);
  const answer = await client.send({ method: 'GET', path: '/status' });
  const status = checkAnswer(statusAnswerSchema, answer, client.address);
  const name = nameText(client.simulator);
  if (pid !== undefined && client.simulator.pid !== pid)
    return `${name} is another simulator, not pid ${pid}`;
  if (httpPort !== undefined && status.http.port !== httpPort)
    return `${name} is another simulator, with the radio at ${status.http.url}, not at port ${httpPort}`;
  const { health, blackout, worker, stats } = status;
  if (!health.ready) return `${name}: not ready: ${health.reasons.join('; ')}`;
  if (blackout !== null) return `${name}: UNAVAILABLE: the radio is in blackout: ${blackout.cause}`;
  if (worker.running && worker.waiting >= stats.queueCapacity) return `${name}: BUSY: the queue is full`;
  return undefined;
}
