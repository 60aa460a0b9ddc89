import { CliError, exitCodes } from '../exit-codes.js';
import type { TimeLimit } from '../client/control-client.js';
import type { RadioTarget } from './find-simulator.js';

/** Time for the question who a radio is, real ms. */
const nameTimeout = { ms: 500, text: '500ms' };

/** False if the operating system knows no process of this ID. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to another user.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

/**
 * Rejects with a `CliError` if the process that a port file names does not run: the port's owner is another one then.
 * The radio's port does not say who it is; the control plane does.
 */
export async function confirmProcess({ control, expected }: RadioTarget, timeout: TimeLimit): Promise<void> {
  if (expected === undefined) return;
  if (control !== undefined) {
    const { ControlClient } = await import('../client/control-client.js');
    await new ControlClient(control, timeout).send({ method: 'GET', path: '/version' });
  } else if (!isAlive(expected.pid)) {
    throw new CliError(exitCodes.unexpected, `${expected.file}: its process, pid ${expected.pid}, has ended`);
  }
}

/** Name of a radio: its address, and the process if its control plane says so. Never rejects. */
export async function radioName({ url, control, expected }: RadioTarget): Promise<string> {
  const address = url.host;
  const pid = expected?.pid ?? (control === undefined ? undefined : await pidOf(url, control));
  return pid === undefined ? address : `${address}, pid ${pid}`;
}

/** The process of a control plane, if its radio is the one at this address. */
async function pidOf(url: URL, control: NonNullable<RadioTarget['control']>): Promise<number | undefined> {
  const { ControlClient } = await import('../client/control-client.js');
  const { nodesAnswerSchema } = await import('../client/snapshot-answers.js');
  try {
    const client = new ControlClient(control, nameTimeout);
    const nodes = nodesAnswerSchema.parse(await client.send({ method: 'GET', path: '/nodes' }));
    const ports = nodes.flatMap(({ http }) => (http === undefined ? [] : [String(http.port)]));
    return ports.includes(url.port || '80') ? client.simulator.pid : undefined;
  } catch {
    return undefined;
  }
}
