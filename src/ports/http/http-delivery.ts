import type { ServerResponse } from 'node:http';
import type { Delays } from '../../core/time/delays.js';
import type { Connection } from '../connection.js';
import type { Delivery } from '../delivery.js';

const contentType = { 'Content-Type': 'application/json' };

/** True for a reply that is sent as a radio sends it. */
export function isPlain({ text, cutAt, drip, chunkBytes, copies, ending }: Delivery): boolean {
  const whole = cutAt === undefined && drip === undefined && chunkBytes === undefined && copies === 1;
  return ending === 'keep' && (whole || text === undefined);
}

/** Sends a reply as a radio does: whole, with its length (interface.md A.2). */
export function sendPlain(response: ServerResponse, { text, type }: Pick<Delivery, 'text' | 'type'>): void {
  if (text === undefined) {
    response.writeHead(204).end();
    return;
  }
  // A string, not bytes: Node.js then sends head and body in one piece.
  response
    .writeHead(200, { 'Content-Type': type ?? 'application/json', 'Content-Length': Buffer.byteLength(text) })
    .end(text);
}

/** Sends a reply as faults have changed it; the caller handles `silence`. */
export async function sendFaulty(
  response: ServerResponse,
  connection: Connection,
  delivery: Delivery,
  delays: Delays,
): Promise<void> {
  const { text, cutAt, drip, chunkBytes, copies, ending } = delivery;
  const { stream, disconnected } = connection;
  const end = () => endByFault(connection, ending);
  if (text === undefined) {
    end();
    return;
  }
  const body = Buffer.from(text);
  const closes = !response.shouldKeepAlive;
  if (copies > 1) response.shouldKeepAlive = true;
  response.writeHead(
    200,
    chunkBytes === undefined ? { ...contentType, 'Content-Length': body.length } : contentType,
  );
  response.flushHeaders();
  let drips = drip !== undefined;
  for (const piece of piecesOf(body.subarray(0, cutAt), drip?.bytes ?? chunkBytes)) {
    await written(response, piece);
    if (drips && drip !== undefined) drips = await delays.wait(drip.intervalMs, disconnected);
  }
  if (ending !== 'keep') {
    end();
    return;
  }
  // Before Node.js goes on to the next reply, or ends the connection.
  response.prependOnceListener('finish', () => {
    for (let copy = 1; copy < copies && stream.writable; copy += 1) stream.write(copyOf(body));
  });
  response.end(() => {
    if (closes && copies > 1) connection.finish();
  });
}

/** Ends a connection as a fault asks. */
export function endByFault(connection: Connection, ending: Delivery['ending']): void {
  connection.setEndReason('fault');
  // The requests behind it can't have a reply any more.
  connection.requests.clear();
  connection.cancelRequests();
  if (ending === 'reset') connection.reset('fault');
  else connection.finish();
}

/** Resolves when a piece is with the system, or never will be: later versions of Node.js join writes of one turn. */
function written(response: ServerResponse, piece: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('close', go);
      resolve();
    };
    response.once('close', go);
    response.write(piece, go);
  });
}

/** Cuts bytes into pieces of this size; one piece where there is none. */
export function* piecesOf(bytes: Buffer, size = bytes.length): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

function copyOf(body: Buffer): Buffer {
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: keep-alive\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
