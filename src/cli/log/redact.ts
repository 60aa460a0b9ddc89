/** Names of fields that no line shows, whoever put them there. */
const names = [
  'password',
  'passwd',
  'pass',
  'token',
  'secret',
  'authorization',
  'Authorization',
  'cookie',
  'Cookie',
  'enc_key',
  'psk',
] as const;

/** What pino hides: these fields of a line, and those one and two levels into it, such as `err.headers.authorization`. */
export const redact = {
  paths: names.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  censor: '(secret)',
};
