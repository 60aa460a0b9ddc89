import { latin1 } from '../core/text.js';
import { headBytes } from './types.js';

/** A value of a datagram. */
export interface DatagramValue {
  readonly type: number;
  /** Without the NUL that ends it. */
  readonly text: string;
  /** Where it begins in the datagram, bytes. */
  readonly at: number;
}

/** The values of a datagram, and the reason why what follows them can't be read. */
interface DatagramValues {
  readonly values: readonly DatagramValue[];
  readonly issue: string | undefined;
}

/** Splits a datagram into its values. */
export function valuesOf(datagram: Uint8Array): DatagramValues {
  const { buffer, byteOffset, byteLength } = datagram;
  const view = new DataView(buffer, byteOffset, byteLength);
  const values: DatagramValue[] = [];
  const broken = (at: number, reason: string) => ({ values, issue: `byte ${at}: ${reason}` });
  let at = 0;
  while (at < byteLength) {
    if (byteLength - at < headBytes)
      return broken(at, `${byteLength - at} bytes are left; a type and a length take ${headBytes}`);
    const type = view.getUint16(at);
    const length = view.getUint16(at + 2);
    const end = at + headBytes + length;
    if (length === 0) return broken(at, `type ${type} has the length 0; a value has at least its NUL`);
    if (end > byteLength)
      return broken(
        at,
        `type ${type} has the length ${length}, and ${byteLength - at - headBytes} bytes are left`,
      );
    if (datagram[end - 1] !== 0) return broken(at, `type ${type} does not end with a NUL`);
    values.push({ type, text: latin1(datagram.subarray(at + headBytes, end - 1)), at });
    at = end;
  }
  return { values, issue: undefined };
}
