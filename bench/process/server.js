/** A server in a process of its own: `simulator` with its options as JSON, or `json-echo` with its reply's length. */
import { startJsonEcho } from '../bare/json-echo.js';
import { startSilvusMock } from '../../dist/index.js';
import { answerParent } from './answer.js';

const [kind, argument = '{}'] = process.argv.slice(2);

async function start() {
  if (kind === 'json-echo') {
    const { port } = await startJsonEcho(Number(argument));
    return { port, reset: () => undefined };
  }
  const mock = await startSilvusMock(JSON.parse(argument));
  return { port: mock.http.port, reset: () => mock.reset() };
}

const started = start();

answerParent({
  port: async () => (await started).port,
  reset: async () => (await started).reset(),
  /** Processor time of this process so far, user and system, µs. */
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
});
