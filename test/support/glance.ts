import { rawClient } from './client.js';

/** What a raw socket saw: bytes, an end, a RST, a refusal, or nothing before `answer` would have come. */
export interface Glance {
  readonly saw: 'reply' | 'end' | 'RST' | 'refused' | 'silence';
  readonly text: string;
}

/**
 * Sends bytes on a new connection and says what came of it. `silentAfter` resolves when an answer would have come
 * had there been one (a later connection had its own, or the blackout has ended).
 */
export async function glance(
  port: number,
  bytes: Buffer | string,
  silentAfter?: Promise<unknown>,
): Promise<Glance> {
  try {
    const client = await rawClient(port);
    client.socket.write(bytes);
    const silence = silentAfter?.then(() => undefined) ?? new Promise<undefined>(() => undefined);
    const end = await Promise.race([client.ended, silence]);
    client.socket.destroy();
    if (end === undefined) return { saw: 'silence', text: client.text() };
    if (end.error === 'ECONNRESET') return { saw: 'RST', text: end.text };
    return { saw: end.text === '' ? 'end' : 'reply', text: end.text };
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
    if (code === 'ECONNREFUSED') return { saw: 'refused', text: '' };
    if (code === 'ECONNRESET') return { saw: 'RST', text: '' };
    throw fault;
  }
}
