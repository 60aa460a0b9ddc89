import type { ServerResponse } from 'node:http';
import type { Delays } from '../../faults/delays.js';
import type { Delivery } from '../../faults/fault.js';
import type { Connection } from '../connection.js';

const contentType = { 'Content-Type': 'application/json' };

/** Whether a reply is sent as a radio sends it. */
export function isPlain({ text, cutAt, drip, chunkBytes, copies, ending }: Delivery): boolean {
  const whole = cutAt === undefined && drip === undefined && chunkBytes === undefined && copies === 1;
  return ending === 'keep' && (whole || text === undefined);
}

/** Sends a reply as a radio does: whole, with its length (interface.md A.2). */
export function sendPlain(response: ServerResponse, text: string | undefined): void {
  if (text === undefined) {
    response.writeHead(204).end();
    return;
  }
  // A text, not bytes: Node.js then sends head and body in one piece.
  response
    .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) })
    .end(text);
}

/** Sends a reply as faults have made it; the caller has dealt with silence. */
export async function sendFaulty(
  response: ServerResponse,
  connection: Connection,
  delivery: Delivery,
  delays: Delays,
): Promise<void> {
  const { text, cutAt, drip, chunkBytes, copies, ending } = delivery;
  const { socket, gone } = connection;
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
    if (drips && drip !== undefined) drips = await delays.wait(drip.intervalMs, gone);
  }
  if (ending !== 'keep') {
    end();
    return;
  }
  // Before Node.js goes on to the next reply, or ends the connection.
  response.prependOnceListener('finish', () => {
    for (let copy = 1; copy < copies && socket.writable; copy += 1) socket.write(copyOf(body));
  });
  response.end(() => {
    if (closes && copies > 1) connection.finish();
  });
}

/** Ends a connection as a fault wants it. */
export function endByFault(connection: Connection, ending: Delivery['ending']): void {
  connection.blame('fault');
  // What waits behind it can't be answered any more.
  connection.requests.clear();
  connection.leave();
  if (ending === 'reset') connection.reset('fault');
  else connection.finish();
}

/** Resolves when a piece is on its way, or never will be: later versions of Node.js join what is written at once. */
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

/** Cuts bytes into pieces of a size, one after the other; one piece if there is no size. */
export function* piecesOf(bytes: Buffer, size = bytes.length): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

function copyOf(body: Buffer): Buffer {
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: keep-alive\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
