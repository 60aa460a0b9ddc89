import { createPublicKey } from 'node:crypto';
import { isIP } from 'node:net';
import type * as Forge from 'node-forge';
import type { asn1 } from 'node-forge';
import { dateOf } from '../../core/time/clock.js';
import type { P256Key } from './p256.js';

/** Content of a certificate. */
interface CertificateContent {
  readonly commonName: string;
  /** A positive number, hexadecimal. */
  readonly serialNumber: string;
  /** Validity, ms since 1970. */
  readonly from: number;
  readonly until: number;
  /** Host names and addresses that it is valid for. */
  readonly names: readonly string[];
}

type Library = typeof Forge;

const ecdsaWithSha256 = '1.2.840.10045.4.3.2';

/** Positions in the body of a certificate (RFC 5280, 4.1). */
const positions = { algorithm: 2, publicKey: 6 };

/** The library that writes certificates. It is loaded with the first certificate: most radios never need one. */
function library(): Library {
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/no-unsafe-return -- a read of `tls_cert` can't wait for an import
  return require('node-forge');
}

/** Makes a certificate that is signed with its own key; PEM, its lines end with LF. */
export function selfSigned(key: P256Key, content: CertificateContent): string {
  const { asn1, pem } = library();
  const { SEQUENCE, BITSTRING, INTEGER, OID } = asn1.Type;
  const make = (type: asn1.Type, value: string | asn1.Asn1[]) =>
    asn1.create(asn1.Class.UNIVERSAL, type, typeof value !== 'string', value);
  const algorithm = make(SEQUENCE, [make(OID, asn1.oidToDer(ecdsaWithSha256).getBytes())]);
  // The library writes RSA alone: the key and the algorithm are replaced by ours.
  const parts = [...bodyOf(content, library())];
  parts[positions.algorithm] = algorithm;
  parts[positions.publicKey] = asn1.fromDer(publicKeyOf(key));
  const body = make(SEQUENCE, parts);
  const { r, s } = key.sign(Buffer.from(asn1.toDer(body).getBytes(), 'binary'));
  const signature = asn1.toDer(
    make(
      SEQUENCE,
      [r, s].map((each) => make(INTEGER, integerBytes(each))),
    ),
  );
  // A bit string begins with the number of bits that its last byte leaves unused.
  const signed = make(SEQUENCE, [body, algorithm, make(BITSTRING, `\0${signature.getBytes()}`)]);
  const text = pem.encode({ type: 'CERTIFICATE', body: asn1.toDer(signed).getBytes() });
  return text.replaceAll('\r\n', '\n');
}

/** The parts of a certificate that are signed, with an RSA key in place of the one to come. */
function bodyOf(content: CertificateContent, { jsbn, pki }: Library): readonly asn1.Asn1[] {
  const { commonName, serialNumber, from, until, names } = content;
  const certificate = pki.createCertificate();
  certificate.serialNumber = serialNumber;
  certificate.validity = { notBefore: dateOf(from), notAfter: dateOf(until) };
  const subject = [{ name: 'commonName', value: commonName }];
  certificate.setSubject(subject);
  certificate.setIssuer(subject);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: names.map(alternativeName) },
  ]);
  const one = new jsbn.BigInteger('1');
  certificate.publicKey = pki.setRsaPublicKey(one, one);
  certificate.siginfo.algorithmOid = ecdsaWithSha256;
  certificate.signatureOid = ecdsaWithSha256;
  const [body] = childrenOf(pki.certificateToAsn1(certificate));
  return body === undefined ? [] : childrenOf(body);
}

const childrenOf = ({ value }: asn1.Asn1): readonly asn1.Asn1[] => (typeof value === 'string' ? [] : value);

const alternativeName = (name: string) =>
  isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name };

const publicKeyOf = ({ privateKey }: P256Key) =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('binary');

/** A positive whole number as ASN.1 has it: a first bit of 1 would make it negative. */
function integerBytes(number: bigint): string {
  const hex = number.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('binary');
  return bytes >= '\x80' ? `\0${bytes}` : bytes;
}
