import { onTestFinished } from 'vitest';
import { type RawClient, rawClient } from './client.js';

/** Sends a beginning at once, then a text one byte each `ms`. */
export async function drip(port: number, text: string, ms: number, beginning = ''): Promise<RawClient> {
  const client = await rawClient(port);
  client.socket.write(beginning);
  let sent = 0;
  const timer = setInterval(() => {
    if (sent < text.length && client.socket.writable) client.socket.write(text.charAt(sent));
    sent += 1;
  }, ms);
  onTestFinished(() => clearInterval(timer));
  return client;
}
