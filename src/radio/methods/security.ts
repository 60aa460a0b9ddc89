import { randomSource } from '../../core/random.js';
import { declare } from './declare.js';
import { numberChoiceDomain, switchDomain } from '../values/domain.js';
import { type RadioModel, keyDomain } from '../model.js';
import { textDomain } from '../values/text-domain.js';
import { setting, storedSetting } from './setting.js';

const family = 'security';

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

const certificateDomain = textDomain(
  /^-----BEGIN CERTIFICATE-----\r?\n([A-Za-z0-9+/=]{1,76}\r?\n){1,200}-----END CERTIFICATE-----\r?\n?$/,
  16_384,
  'a certificate in PEM, at most 16384 characters',
  ['-----BEGIN CERTIFICATE-----\nMAo=\n-----END CERTIFICATE-----\n'],
);

const tlsCert = declare({
  ...storedSetting(
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
      assumption:
        'a real certificate, self-signed with Ed25519 and derived from the seed; a written one must be in PEM form and is not checked further',
    },
  ),
  isStored: ([certificate = '', ...more]) =>
    more.length === 0 && (certificate === '' || certificateDomain.holds(certificate)),
  read: ({ settings, certificates }) => {
    const [written = ''] = settings.running('tls_cert');
    return [written === '' ? certificates.factory : written];
  },
});

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
  source: 'ICD (interface.md B.6)',
  trust: 'PM',
  assumption: 'becomes the value of tls_cert, which setenvlinsingle saves; valid for ten years',
  write: ({ settings, certificates, at }) => {
    settings.write('tls_cert', [certificates.next(at.wallTime)]);
    return [];
  },
  answer: ({ settings }) => settings.running('tls_cert'),
});

/** Encryption of the air interface, certificates. */
export const securityMethods = [
  setting({
    name: 'enc_disable',
    family,
    summary: '0: encryption enabled; 1: disabled',
    takes: switchDomain,
    factory: ['0'],
    source: 'GUI, AVN (interface.md B.6)',
    trust: 'FW',
  }),
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
    { zeroized: true, assumption: 'the factory value' },
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
    { zeroized: true, assumption: 'only the name is known; treated as one text' },
  ),
  tlsCert,
  generateTlsCert,
] as const;
