import { attempt } from '../shell/notices.js';
import { refreshStatus } from '../simulator/status.js';

/** Carries out what the user asked for, and asks for the status at once. Resolves to whether it was done. */
export async function steer(action: () => Promise<unknown>, done?: string): Promise<boolean> {
  const isDone = await attempt(action, done);
  await refreshStatus().catch(() => undefined);
  return isDone;
}
