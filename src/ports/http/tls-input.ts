import type { Socket } from 'node:net';

const flow = ['pause', 'resume'] as const;

/**
 * Has Node's HTTP server take its input from the stream of a TLS connection. By itself its parser reads from the handle
 * below, where one packet can bring several pieces: those behind the one that has paused the parser come all the same,
 * and are taken for an error of the client. To be called right after the server has got the stream.
 */
export function parseFromStream(stream: Socket): void {
  const listeners = flow.map((event) => ({ event, all: stream.listeners(event) }));
  // With a listener beside its own, the server leaves the handle alone, and takes off what keeps a pause of its own.
  stream.on('data', () => undefined);
  for (const { event, all } of listeners) {
    const left = stream.listeners(event);
    for (const listener of all)
      if (!left.includes(listener)) stream.on(event, () => void Reflect.apply(listener, stream, []));
  }
}
