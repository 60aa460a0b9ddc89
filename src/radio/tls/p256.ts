import { type KeyObject, createECDH, createHash, createHmac, createPrivateKey } from 'node:crypto';

/** Order of the curve P-256. */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const curve = 'prime256v1';

/** A signature by ECDSA. */
interface Signature {
  readonly r: bigint;
  readonly s: bigint;
}

/**
 * A key of the curve P-256, which every TLS client knows, made from bytes: the same bytes give the same key, and the
 * same text gets the same signature.
 */
export class P256Key {
  readonly privateKey: KeyObject;
  readonly #secret: bigint;

  /** @param bytes 32 of them; any but zeros and those above the order of the curve stand for themselves */
  constructor(bytes: Uint8Array) {
    this.#secret = ((numberOf(bytes) - 1n + order - 1n) % (order - 1n)) + 1n;
    const d = bytesOf(this.#secret);
    const point = pointOf(this.#secret);
    const [x, y] = [point.subarray(0, 32), point.subarray(32)];
    const text = (part: Buffer) => part.toString('base64url');
    const key = { kty: 'EC', crv: 'P-256', d: text(d), x: text(x), y: text(y) };
    this.privateKey = createPrivateKey({ key, format: 'jwk' });
  }

  /** Signs with SHA-256. Node.js signs with a random number; this is drawn from key and text instead (RFC 6979). */
  sign(text: Uint8Array): Signature {
    const hash = numberOf(createHash('sha256').update(text).digest()) % order;
    for (const nonce of nonces(this.#secret, hash)) {
      const r = numberOf(pointOf(nonce).subarray(0, 32)) % order;
      const s = (power(nonce, order - 2n) * (hash + r * this.#secret)) % order;
      if (r > 0n && s > 0n) return { r, s };
    }
    throw new Error('no signature');
  }
}

/** The numbers that RFC 6979 (3.2) draws for a signature, in its order. */
function* nonces(secret: bigint, hash: bigint): Generator<bigint> {
  const seed = Buffer.concat([bytesOf(secret), bytesOf(hash)]);
  let key: Buffer = Buffer.alloc(32);
  let value: Buffer = Buffer.alloc(32, 1);
  const hmac = (...parts: readonly Uint8Array[]) =>
    createHmac('sha256', key).update(Buffer.concat(parts)).digest();
  const step = (...parts: readonly Uint8Array[]) => {
    key = hmac(value, ...parts);
    value = hmac(value);
  };
  step(Buffer.of(0), seed);
  step(Buffer.of(1), seed);
  for (;;) {
    value = hmac(value);
    const nonce = numberOf(value);
    if (nonce > 0n && nonce < order) yield nonce;
    step(Buffer.of(0));
  }
}

/** The curve's base point, this many times: both coordinates. */
function pointOf(factor: bigint): Buffer {
  const ecdh = createECDH(curve);
  ecdh.setPrivateKey(bytesOf(factor));
  return ecdh.getPublicKey().subarray(1);
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % order;
    square = (square * square) % order;
  }
  return result;
}

const numberOf = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

const bytesOf = (number: bigint) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex');
