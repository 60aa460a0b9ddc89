import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { curlLines } from '../../src/fuzz/reproduction.js';

const run = promisify(execFile);

/** A shell in which `curl` prints the body that it was given. */
const withCurl = `curl() {
  while [ $# -gt 0 ]; do
    if [ "$1" = --data-binary ]; then
      if [ "$2" = @- ]; then cat; else printf %s "$2"; fi
    fi
    case "$1" in telnet:*) cat;; esac
    shift
  done
}
`;

const address = {
  url: new URL('http://127.0.0.1:8080/streamscape_api'),
  maintenance: { host: '::1', port: 50_000 },
};
const why = { generator: 'nearly-json', property: 'one-answer' } as const;

async function sentBy(port: 'http' | 'maintenance', bytes: Uint8Array): Promise<Uint8Array> {
  const request = { bytes, calls: [], reply: { kind: 'none' }, why } as const;
  const [line = ''] = curlLines([{ port, request }], address);
  const { stdout } = await run('sh', ['-c', `${withCurl}${line}`], { encoding: 'buffer' });
  return Uint8Array.from(stdout);
}

test.each(['http', 'maintenance'] as const)(
  'the line of a shell sends the same bytes to %s',
  async (port) => {
    const end = port === 'http' ? [] : [0x0a];
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 60 }),
          fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => new TextEncoder().encode(text)),
          fc
            .constantFrom("'", "it's", '@file', '%d\\n', '$HOME `id`', '-n', '1\u00002')
            .map((text) => new TextEncoder().encode(text)),
        ),
        async (bytes) => {
          // No shell word holds a NUL: such bytes always go through printf.
          expect(await sentBy(port, bytes)).toEqual(Uint8Array.of(...bytes, ...end));
        },
      ),
      { numRuns: 60 },
    );
  },
);
