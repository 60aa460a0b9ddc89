import { randomSource } from '../../core/random.js';
import { declare } from './declare.js';
import type { RadioView } from '../declaration.js';
import { Certificates } from '../tls/certificates.js';
import { type TlsPair, checkedPair, readPair } from '../tls/tls-pair.js';
import { type Domain, numberChoiceDomain, switchDomain } from '../values/domain.js';
import { type RadioModel, keyDomain } from '../model.js';
import { textDomain } from '../values/text-domain.js';
import type { FlashSettings } from '../settings.js';
import { setting, storedSetting } from './setting.js';

const family = 'security';

/** Levels of the users who may change the protection of the air interface and of HTTPS. */
const levels = { write: 'admin' } as const;

/** Setting with the key of the air interface. */
export const keySetting = 'enc_key';

const profileDomain = textDomain(
  /^[\w .-]{1,32}$/,
  32,
  'a text of 1 to 32 letters, digits, blanks, dots, hyphens and underscores',
  ['default', 'field 2'],
);

/** 32 hexadecimal digits derived from the node ID, not the key of a real radio. */
function factoryKey({ identity }: RadioModel): string {
  const stream = randomSource(Number(identity.nodeid)).stream(keySetting);
  return Array.from({ length: 32 }, () => Math.floor(stream.between(0, 16)).toString(16)).join('');
}

const base64Lines = '([A-Za-z0-9+/=]{1,76}\\r?\\n){1,200}';
const keyName = '((RSA |EC )?PRIVATE KEY)';

/** A certificate alone, or with its private key behind it. */
const certificateForm = new RegExp(
  `^-----BEGIN CERTIFICATE-----\\r?\\n${base64Lines}-----END CERTIFICATE-----(\\r?\\n)*` +
    `(-----BEGIN ${keyName}-----\\r?\\n${base64Lines}-----END ${keyName}-----(\\r?\\n)?)?$`,
);

const certificateDomain: Domain = {
  ...textDomain(certificateForm, 16_384, 'a certificate in PEM, at most 16384 characters', []),
  get examples() {
    const { certificate, key } = new Certificates(randomSource(1), '310061').factory;
    return [`${certificate}${key}`];
  },
};

const tlsCert = declare({
  ...setting(
    {
      name: 'tls_cert',
      family,
      summary: 'HTTPS certificate, PEM',
      takes: certificateDomain,
      // Empty stands for the factory certificate: most radios never need it, so it is generated on the first read.
      factory: [''],
      source: 'ICD (interface.md B.6)',
      trust: 'PM',
    },
    {
      result: '["-----BEGIN CERTIFICATE-----\\n…"]',
      zeroized: true,
      levels,
      assumption:
        "self-signed and derived from the seed; a written one may have its private key behind it, and must belong to the radio's key otherwise; a wrong pair is refused and the old one stays; a read never gives the key; new HTTPS connections have the new one at once",
    },
  ),
  isStored: ([certificate = '', key, ...more]) =>
    more.length === 0 &&
    (key === undefined ? certificate === '' : 'pair' in checkedPair({ certificate, key })),
  read: (view) => [tlsPairOf(view).certificate],
  shown: ([certificate = '']) => [certificate],
  stores: ([text = ''], view) => {
    const read = readPair(text, () => tlsPairOf(view).key);
    return ['pair' in read ? [read.pair.certificate, read.pair.key] : [text]];
  },
  conflict: ([text = ''], view) => {
    const read = readPair(text, () => tlsPairOf(view).key);
    if ('pair' in read) return undefined;
    const allowed = "a certificate that belongs to the radio's key, or with its own private key behind it";
    return { field: 'tls_cert', value: 'a certificate', reason: read.wrong, allowed };
  },
});

/** The certificate in force, with its key. */
export function tlsPairOf({ settings, certificates }: Pick<RadioView, 'settings' | 'certificates'>): TlsPair {
  const [certificate = '', key = ''] = settings.running('tls_cert');
  return certificate === '' ? certificates.factory : { certificate, key };
}

/** Flash with the factory certificate in it, where it has none. */
export function withCertificate(flash: FlashSettings, certificates: Certificates): FlashSettings {
  if (flash.get('tls_cert')?.[0] !== '') return flash;
  const { certificate, key } = certificates.factory;
  return new Map(flash).set('tls_cert', Object.freeze([certificate, key]));
}

const generateTlsCert = declare({
  name: 'generate_tls_cert',
  family,
  summary: 'Generates and returns a new HTTPS certificate',
  access: 'action',
  parameters: () => [],
  result: '["-----BEGIN CERTIFICATE-----\\n…"]',
  settings: [],
  persistence: 'none',
  effect: 'none',
  deadline: 'rf-write',
  levels,
  source: 'ICD (interface.md B.6)',
  trust: 'PM',
  assumption:
    'becomes the value of tls_cert, which setenvlinsingle saves; with a new key; valid for ten years; new HTTPS connections have it at once',
  write: ({ settings, certificates, at }) => {
    const { certificate, key } = certificates.next(at.wallTime);
    settings.write('tls_cert', [certificate, key]);
    return [];
  },
  answer: (view) => [tlsPairOf(view).certificate],
});

/** Encryption of the air interface, certificates. */
export const securityMethods = [
  setting(
    {
      name: 'enc_disable',
      family,
      summary: '0: encryption enabled; 1: disabled',
      takes: switchDomain,
      factory: ['0'],
      source: 'GUI, AVN (interface.md B.6)',
      trust: 'FW',
    },
    { levels },
  ),
  setting(
    {
      name: 'enc_key_len',
      family,
      summary: 'Key length, bits',
      takes: numberChoiceDomain(['128', '256'], 'bits'),
      factory: ['128'],
      source: 'GUI, AVN (interface.md B.6)',
      trust: 'FW',
    },
    { zeroized: true, levels, assumption: 'the factory value' },
  ),
  setting(
    {
      name: keySetting,
      family,
      summary: 'Key of the air interface; redacted in journal and log',
      takes: [{ name: keySetting, domain: keyDomain, secret: true }],
      factory: (model) => [model.defaults.enc_key ?? factoryKey(model)],
      source: 'GUI, AVN (interface.md B.6)',
      trust: 'FW',
    },
    {
      reveals: true,
      zeroized: true,
      levels,
      assumption:
        'any visible text, regardless of enc_key_len; the factory value is that of the model, or derived from the node ID; a read returns it in clear text',
    },
  ),
  storedSetting(
    {
      name: 'enc_profile',
      family,
      summary: 'Name of the encryption profile in use',
      takes: profileDomain,
      factory: ['default'],
      source: 'AVN (interface.md B.6)',
      trust: 'C',
    },
    { zeroized: true, levels, assumption: 'only the name is known; treated as one text' },
  ),
  tlsCert,
  generateTlsCert,
] as const;
