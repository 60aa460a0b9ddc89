import { expect, test } from 'vitest';
import type { Exchange } from '../../page/src/journal/exchange.js';
import { sendAgainLine } from '../../page/src/journal/send-again-line.js';
import { verifyCommands } from '../../page/src/journal/verify-lines.js';
import { shell } from '../support/shell.js';

/** Texts that a shell, printf, curl or a terminal could take for something else. */
const texts = [
  `{"method":"freq","params":["it's", "\\u0041", "%s %d", "$(id) \`id\` $HOME !! \\\\n"]}`,
  '@/etc/passwd',
  '-n',
  '%',
  'a\nb\n',
  '\u001b]0;title\u0007\u202e\u0000',
  'Grüße 📡',
  '',
];

/** Bytes that are no UTF-8. */
const binary = Buffer.from([0, 255, 128, 0x27, 0x5c, 0x25, 10]);

const exchange: Exchange = {
  ...{ node: '1', n: 1, at: 0, port: 'http', peer: '127.0.0.1:40000', reply: null, ending: 'reply' },
  ...{ request: '', commands: [], faults: [] },
};
const ports = { http: { url: 'http://127.0.0.1:1/x' }, maintenance: { host: '127.0.0.1', port: 1 } };

/** Functions of the shell in the place of the programs: each prints in hexadecimal what it would send. */
const programs = `
hex() { od -An -v -tx1 | tr -d ' \\n'; }
curl() { for each; do last=$body; body=$given; given=$each; done
  case $last in --data-raw) printf '%s' "$body" | hex;; --data-binary) [ "$body" = @- ] && hex;; esac; }
nc() { hex; }
`;

const messages = [
  ...texts.map((request) => ({ request, bytes: Buffer.from(request) })),
  { request: 'as text', requestBase64: binary.toString('base64'), bytes: binary },
];

test.each(messages)('a shell sends the bytes of the request again: %j', async ({ bytes, ...request }) => {
  const byHttp = sendAgainLine({ ...exchange, ...request }, ports, 'localhost');
  const byTcp = sendAgainLine({ ...exchange, ...request, port: 'maintenance' }, ports, 'localhost');
  expect(await shell(`${programs}\n${byHttp?.line ?? ''}`)).toEqual({
    code: 0,
    stdout: bytes.toString('hex'),
    stderr: '',
  });
  expect(await shell(`${programs}\n${byTcp?.line ?? ''}`)).toEqual({
    ...{ code: 0, stdout: `${bytes.toString('hex')}0a`, stderr: '' },
  });
});

test.each(texts.filter((text) => !text.includes('\0')))(
  'a shell gives the command this method: %j',
  async (method) => {
    const commands = [{ method, params: [method], outcome: 'ok', waitMs: 0, runMs: 0 }];
    const line = verifyCommands({ ...exchange, commands }, { methods: undefined });
    const { stdout } = await shell(
      `silvus() { for each; do printf '%s' "$each" | base64 -w 0; echo; done; }\n${line.replace(/^silvus-mock/, 'silvus')}`,
    );
    const words = stdout.split('\n').map((word) => Buffer.from(word, 'base64').toString());
    const given = (option: string) =>
      words.flatMap((word, index) =>
        word === option
          ? [words[index + 1]]
          : word.startsWith(`${option}=`)
            ? [word.slice(option.length + 1)]
            : [],
      );
    expect([given('--method'), given('--param')]).toEqual([[method], [method]]);
  },
);
