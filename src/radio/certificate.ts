import { type KeyObject, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { RandomSource, RandomStream } from '../core/random.js';
import { commonName, der, identifier, integer, moment, sequence } from './der.js';

const ed25519 = sequence(identifier('2b6570'));
/** PKCS #8 header of an Ed25519 key; the 32 bytes of the key follow. */
const keyHeader = Buffer.from('302e020100300506032b657004220420', 'hex');

const year = 365 * 86_400_000;
/** Start of validity of a factory certificate: 2020-01-01, ms since 1970. */
const factoryTime = 1_577_836_800_000;

/**
 * The TLS certificates of one radio: real ones, self-signed with Ed25519, and derived from the seed. The same seed
 * gives the same bytes.
 */
export class Certificates {
  readonly #random: RandomSource;
  readonly #nodeid: string;
  #draws: RandomStream | undefined;
  #factory: string | undefined;

  constructor(random: RandomSource, nodeid: string) {
    this.#random = random;
    this.#nodeid = nodeid;
  }

  /** The factory certificate, valid for 30 years; PEM. */
  get factory(): string {
    this.#factory ??= this.#generate(
      this.#random.stream(`tls_cert/${this.#nodeid}/factory`),
      factoryTime,
      30 * year,
    );
    return this.#factory;
  }

  /** Generates a certificate, valid for ten years; PEM. @param wallTime start of validity, ms since 1970 */
  next(wallTime: number): string {
    this.#draws ??= this.#random.stream(`tls_cert/${this.#nodeid}`);
    return this.#generate(this.#draws, wallTime, 10 * year);
  }

  #generate(stream: RandomStream, from: number, valid: number): string {
    const draw = (bytes: number) =>
      Buffer.from(Array.from({ length: bytes }, () => Math.floor(stream.between(0, 256))));
    const key = createPrivateKey({
      key: Buffer.concat([keyHeader, draw(32)]),
      format: 'der',
      type: 'pkcs8',
    });
    const name = commonName(`silvus-${this.#nodeid}`);
    const body = sequence(
      // Version 3, and a positive serial number.
      der(0xa0, integer(Buffer.of(2))),
      integer(Buffer.concat([Buffer.of(1), draw(8)])),
      ed25519,
      name,
      sequence(moment(from), moment(from + valid)),
      name,
      publicKeyOf(key),
    );
    const signature = der(0x03, Buffer.of(0), sign(undefined, body, key));
    return pem(sequence(body, ed25519, signature));
  }
}

const publicKeyOf = (key: KeyObject) => createPublicKey(key).export({ type: 'spki', format: 'der' });

/** The certificate as PEM text, with its final newline. */
function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
