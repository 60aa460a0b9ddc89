import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Delays } from '../../core/time/delays.js';
import { loopTurn } from '../../core/time/loop-turn.js';
import type { Connection } from '../connection.js';
import type { Delivery } from '../delivery.js';
import { Pieces, fillerPieces } from '../pieces.js';

/** True for a reply that is sent as a radio sends it. */
export function isPlain(delivery: Delivery): boolean {
  const { text, cutAt, drip, chunkBytes, copies, ending } = delivery;
  const whole = cutAt === undefined && drip === undefined && chunkBytes === undefined && copies === 1;
  return ending === 'keep' && ((whole && !isUnusual(delivery)) || text === undefined);
}

/** True for a reply with other bytes than those of its text under the usual headers. */
function isUnusual({ headers, encoding, isBare, filler }: Delivery): boolean {
  return headers !== undefined || encoding !== undefined || isBare === true || filler !== undefined;
}

/** Sends a reply as a radio does: whole, with its length (interface.md A.2). */
export function sendPlain(
  response: ServerResponse,
  { text, type, status }: Pick<Delivery, 'text' | 'type' | 'status'>,
): void {
  if (text === undefined) {
    response.writeHead(204).end();
    return;
  }
  // A string, not bytes: Node.js then sends head and body in one piece.
  response
    .writeHead(status ?? 200, {
      'Content-Type': type ?? 'application/json',
      'Content-Length': Buffer.byteLength(text),
    })
    .end(text);
}

/** Sends a reply as faults have changed it; the caller handles `silence`. */
export async function sendFaulty(
  response: ServerResponse,
  connection: Connection,
  delivery: Delivery,
  delays: Delays,
): Promise<void> {
  const { text, encoding, isBare, cutAt, drip, chunkBytes, copies, filler, ending } = delivery;
  const { stream, disconnected } = connection;
  const end = () => endByFault(connection, ending);
  if (text === undefined) {
    end();
    return;
  }
  const body = Buffer.from(text, encoding ?? 'utf8');
  if (isBare === true) {
    await sendBare(stream, body, filler);
    end();
    return;
  }
  const closes = !response.shouldKeepAlive;
  if (copies > 1) response.shouldKeepAlive = true;
  response.writeHead(delivery.status ?? 200, [...headersOf(delivery, body.length)].flat());
  response.flushHeaders();
  const pieces = new Pieces(body, 1, cutAt, drip?.bytes ?? chunkBytes);
  let drips = drip !== undefined;
  for (let piece = pieces.next(); piece !== undefined && !stream.destroyed; piece = pieces.next()) {
    await written(response, piece);
    if (drips && drip !== undefined) drips = await delays.wait(drip.intervalMs, disconnected);
    // Nobody sees where pieces end that are no chunks.
    if (!drips && chunkBytes === undefined) pieces.join();
    if (pieces.isTurnOver) await loopTurn();
  }
  for (const piece of filler === undefined ? [] : fillerPieces(filler)) {
    if (stream.destroyed) break;
    await written(response, piece);
  }
  if (ending !== 'keep') {
    end();
    return;
  }
  // Before Node.js goes on to the next reply, or ends the connection.
  response.prependOnceListener('finish', () => {
    const cookie = response.getHeader('Set-Cookie');
    for (let copy = 1; copy < copies && stream.writable; copy += 1) writeCopy(stream, body, cookie);
  });
  response.end(() => {
    if (closes && copies > 1) connection.finish();
  });
}

/** The headers of a reply; without a length where it is not known, or not said. */
function headersOf(
  { type, chunkBytes, filler, headers = [] }: Delivery,
  length: number,
): readonly (readonly [string, string])[] {
  const isMeasured = chunkBytes === undefined && filler === undefined;
  const own: readonly (readonly [string, string])[] = [
    ['Content-Type', type ?? 'application/json'],
    ...(isMeasured ? [['Content-Length', String(length)] as const] : []),
  ];
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  return [...own.filter(([name]) => !given.has(name.toLowerCase())), ...headers];
}

/** Sends bytes as they are. */
async function sendBare(stream: Socket, bytes: Buffer, filler: Delivery['filler']): Promise<void> {
  stream.write(bytes);
  for (const piece of filler === undefined ? [] : fillerPieces(filler)) {
    if (stream.destroyed) return;
    await new Promise<void>((resolve) => {
      stream.write(piece, () => resolve());
    });
  }
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

/** Writes a further reply with this body behind the one that Node.js has written. */
function writeCopy(stream: Socket, body: Buffer, cookie: ReturnType<ServerResponse['getHeader']>): void {
  const session = cookie === undefined ? '' : `Set-Cookie: ${String(cookie)}\r\n`;
  const head = `HTTP/1.1 200 OK\r\n${session}Content-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: keep-alive\r\n\r\n`;
  stream.cork();
  stream.write(head);
  // All copies share the body: those of a long reply would take long to make, and memory.
  stream.write(body);
  stream.uncork();
}
