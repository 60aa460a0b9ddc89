import type { RandomSource, RandomStream } from '../../core/random.js';
import { P256Key } from './p256.js';
import { selfSigned } from './self-signed.js';
import type { TlsPair } from './tls-pair.js';

const year = 365 * 86_400_000;
/** Start of validity of a factory certificate: 2020-01-01, ms since 1970. */
const factoryTime = 1_577_836_800_000;

/** Names of the machine itself, which every certificate is valid for. */
const ownNames = ['localhost', '127.0.0.1', '::1'];

/** Names that a certificate can have; an address of all interfaces names none. */
const usableName = /^(?!0\.0\.0\.0$|::$)[\w.:-]{1,253}$/;

/** Those of the machine itself and those given, as far as a certificate can have them. */
function usableNames(given: readonly string[]): readonly string[] {
  // The zone of a link-local address is no part of it.
  const all = [...ownNames, ...given.map((name) => name.replace(/^\[|%.*|\]$/g, ''))];
  return [...new Set(all)].filter((name) => usableName.test(name));
}

/**
 * The TLS certificates of one radio: real ones, self-signed, each with a key of its own. Both are derived from the seed:
 * the same seed gives the same bytes.
 */
export class Certificates {
  readonly #random: RandomSource;
  readonly #nodeid: string;
  readonly #given: readonly string[];
  #draws: RandomStream | undefined;
  #factory: TlsPair | undefined;

  /** @param names host names and addresses that they are valid for, beside those of the machine itself */
  constructor(random: RandomSource, nodeid: string, names: readonly string[] = []) {
    this.#random = random;
    this.#nodeid = nodeid;
    this.#given = names;
  }

  /** The factory certificate, valid for 30 years. */
  get factory(): TlsPair {
    this.#factory ??= this.#generate(
      this.#random.stream(`tls_cert/${this.#nodeid}/factory`),
      factoryTime,
      30 * year,
    );
    return this.#factory;
  }

  /** Generates a certificate, valid for ten years. @param wallTime start of validity, ms since 1970 */
  next(wallTime: number): TlsPair {
    this.#draws ??= this.#random.stream(`tls_cert/${this.#nodeid}`);
    return this.#generate(this.#draws, wallTime, 10 * year);
  }

  #generate(stream: RandomStream, from: number, valid: number): TlsPair {
    const draw = (bytes: number) =>
      Buffer.from(Array.from({ length: bytes }, () => Math.floor(stream.between(0, 256))));
    const key = new P256Key(draw(32));
    const certificate = selfSigned(key, {
      commonName: `silvus-${this.#nodeid}`,
      // Positive, whatever is drawn.
      serialNumber: `01${draw(8).toString('hex')}`,
      from,
      until: from + valid,
      names: usableNames(this.#given),
    });
    const pem = key.privateKey.export({ type: 'pkcs8', format: 'pem' });
    return { certificate, key: pem.toString() };
  }
}
