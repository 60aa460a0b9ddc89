import { type Listening, post } from './client.js';

/**
 * Resolves when the simulator has read what was sent before: a later connection has its answer, and that answer
 * waits for no command.
 */
export async function caughtUp(mock: Listening): Promise<void> {
  await post(mock, 'no JSON');
}
