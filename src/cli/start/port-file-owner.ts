import { readFileSync } from 'node:fs';
import { ControlClient, ControlError } from '../client/control-client.js';
import { type PortFile, parsePortFile } from '../target/port-file.js';
import { isAlive } from '../target/radio-identity.js';

/** Time limit of the question who answers, ms. */
const limit = { ms: 1_000, text: '1s' };

/**
 * True if the simulator that wrote a port file still runs: its process lives, and its control plane says that it is
 * that process. Without a control plane the process decides alone, since a question to the radio would leave a trace
 * in its journal. Never rejects.
 */
export async function isOfRunningSimulator(path: string): Promise<boolean> {
  const file = contentOf(path);
  // A process ID of this process is that of an earlier one, in a container for example.
  if (file === undefined || file.pid === process.pid || !isAlive(file.pid)) return false;
  return file.control === undefined || answersAs(file.pid, file.control.url);
}

function contentOf(path: string): PortFile | undefined {
  try {
    return parsePortFile(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** True if a control plane says that it is this process, or keeps that from a client without its token. */
async function answersAs(pid: number, url: string): Promise<boolean> {
  if (!URL.canParse(url)) return false;
  const client = new ControlClient({ url: new URL(url), token: undefined }, limit);
  try {
    await client.send({ method: 'GET', path: '/version' });
  } catch (error) {
    if (error instanceof ControlError && error.status === 401) return true;
  }
  return client.simulator.pid === pid;
}
