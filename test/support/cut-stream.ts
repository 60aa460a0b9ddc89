import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { rawClient } from './raw-client.js';

/** Bytes, and where they are cut. */
export interface CutStream {
  readonly bytes: Buffer;
  /** Offsets, in any order; each is taken within the bytes. */
  readonly cuts: readonly number[];
}

/** Cuts anything that is made of bytes at any places. */
export function cutAnywhere(bytes: fc.Arbitrary<Buffer>): fc.Arbitrary<CutStream> {
  return fc.record({ bytes, cuts: fc.array(fc.nat(4_096), { maxLength: 8 }) });
}

/** The pieces between the cuts; none is empty. */
export function piecesOf({ bytes, cuts }: CutStream): readonly Buffer[] {
  const places = [...new Set(cuts.map((cut) => (bytes.length === 0 ? 0 : cut % bytes.length)))].sort(
    (a, b) => a - b,
  );
  return [0, ...places]
    .map((start, index) => bytes.subarray(start, places[index] ?? bytes.length))
    .filter((piece) => piece.length > 0);
}

/** Sends the pieces one by one, ends, and gives all that comes back until the peer ends; undefined after a reset. */
export async function sendInPieces(port: number, pieces: readonly Buffer[]): Promise<string> {
  const client = await rawClient(port, { allowHalfOpen: true });
  client.socket.setNoDelay(true);
  for (const piece of pieces) {
    if (!client.socket.writable) break;
    client.socket.write(piece);
    await turn();
  }
  client.socket.end();
  const { text } = await client.ended;
  client.socket.destroy();
  return text;
}
