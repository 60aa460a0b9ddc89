import { ControlClient, ControlError, nameText } from '../client/control-client.js';
import { checkAnswer } from '../client/ask.js';
import { type NodesAnswer, nodesAnswerSchema, statusAnswerSchema } from '../client/snapshot-answers.js';
import type { WaitTarget } from './wait-target.js';

/** Time limit of one answer: a server that hangs does not take the whole time of the wait. */
const answerTimeout = { ms: 2_000, text: '2s' };

/** Maximum number of radios that are named in a message. */
const maxListed = 5;

/**
 * Asks a control plane whether its radio takes commands, or all radios of a network that are served. The radios see
 * nothing of it.
 * @returns the reason why not; undefined if they do
 */
export async function problemOfControlPlane(
  { control, pid, httpPort }: Extract<WaitTarget, { readonly kind: 'control' }>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const client = new ControlClient(control, answerTimeout, signal);
  const { problem, ports, place } = await answered(client);
  const name = nameText(client.simulator);
  if (pid !== undefined && client.simulator.pid !== pid)
    return `${name} is another simulator, not pid ${pid}`;
  if (httpPort !== undefined && !ports.includes(httpPort))
    return `${name} is another simulator, with ${place}, not at port ${httpPort}`;
  return problem === undefined ? undefined : `${name}: ${problem}`;
}

/** The answer of a control plane about its radios. */
interface Answered {
  /** Why they do not take commands; undefined if they do. */
  readonly problem: string | undefined;
  /** Their HTTP ports. */
  readonly ports: readonly number[];
  /** Where they are, as text. */
  readonly place: string;
}

async function answered(client: ControlClient): Promise<Answered> {
  try {
    return await answeredByOne(client);
  } catch (error) {
    // A network has no status of its own.
    if (!(error instanceof ControlError) || error.status !== 404) throw error;
    return ofNetwork(
      checkAnswer(nodesAnswerSchema, await client.send({ method: 'GET', path: '/nodes' }), client.address),
    );
  }
}

async function answeredByOne(client: ControlClient): Promise<Answered> {
  const answer = await client.send({ method: 'GET', path: '/status' });
  const status = checkAnswer(statusAnswerSchema, answer, client.address);
  const { http, health, blackout, worker, stats } = status;
  const ports = http === undefined ? [] : [http.port];
  const place = http === undefined ? 'a radio without ports' : `the radio at ${http.url}`;
  const problem = stateProblem({ health, blackout });
  const isFull = worker.running && worker.waiting >= stats.queueCapacity;
  return { problem: problem ?? (isFull ? 'BUSY: the queue is full' : undefined), ports, place };
}

function ofNetwork(nodes: NodesAnswer): Answered {
  const served = nodes.flatMap((node) => (node.http === undefined ? [] : [{ ...node, http: node.http }]));
  const problems = served.flatMap((node) => {
    const problem = stateProblem(node);
    return problem === undefined ? [] : [`node ${node.node}: ${problem}`];
  });
  const shown = served.slice(0, maxListed).map(({ http }) => http.url);
  const more = served.length > shown.length ? `, and ${served.length - shown.length} more` : '';
  return {
    problem: served.length === 0 ? 'no radio has ports' : problems[0],
    ports: served.map(({ http }) => http.port),
    place: served.length === 0 ? 'no radio that has ports' : `radios at ${shown.join(', ')}${more}`,
  };
}

function stateProblem({ health, blackout }: Pick<NodesAnswer[number], 'health' | 'blackout'>) {
  if (!health.ready) return `not ready: ${health.reasons.join('; ')}`;
  return blackout === null ? undefined : `UNAVAILABLE: the radio is in blackout: ${blackout.cause}`;
}
