/**
 * True if a peer is the one that is asked for.
 * @param peer address and port: `127.0.0.1:51234`
 * @param wanted its address, with or without the port
 */
export function isPeerAt(peer: string, wanted: string): boolean {
  return peer === wanted || peer.slice(0, peer.lastIndexOf(':')) === wanted;
}
