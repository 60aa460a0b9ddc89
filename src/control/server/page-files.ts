import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isError } from '../../core/realm.js';
import { madeOnce } from '../../core/made-once.js';
import { ControlError } from './control-error.js';
import { pagePath, pagePrefix } from './request-target.js';
import type { Reply } from './response.js';

/** Media types by the end of a file's name: a file of another type is not served. */
const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
]);

/** A name with a hash of the content: such a file never changes. */
const hashedName = /-[\w-]{8}\.\w+$/;

/**
 * Headers of all files of the page. It loads nothing from elsewhere and runs nothing that is written into it, no other
 * page can frame it or hold a handle of its window, and its address is told to nobody.
 */
const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * The files of the page. They are read at the first request and kept; a path selects one of them and is never joined to
 * a folder.
 */
export class PageFiles {
  readonly #replies: () => Promise<ReadonlyMap<string, Reply>>;

  /** @param folder where Vite has written the page */
  constructor(folder: string) {
    this.#replies = madeOnce(() => repliesIn(folder));
  }

  /** The page itself. Rejects with `NOT_FOUND` where it was not built. */
  async page(): Promise<Reply> {
    return this.#find(pagePath);
  }

  /** A file of the page. Rejects with `NOT_FOUND`. */
  async file(name: string): Promise<Reply> {
    return this.#find(`${pagePrefix}${name}`);
  }

  async #find(path: string): Promise<Reply> {
    const reply = (await this.#replies()).get(path);
    if (reply !== undefined) return reply;
    throw new ControlError('NOT_FOUND', 'the page has no such file; GET / is the page');
  }
}

async function repliesIn(folder: string): Promise<ReadonlyMap<string, Reply>> {
  try {
    const replies = new Map([[pagePath, await replyWith(folder, 'index.html')]]);
    const inner = join(folder, pagePrefix);
    // One after the other: that takes one descriptor.
    for (const entry of await readdir(inner, { withFileTypes: true }))
      if (entry.isFile() && mediaTypes.has(extname(entry.name)))
        replies.set(`${pagePrefix}${entry.name}`, await replyWith(inner, entry.name));
    return replies;
  } catch (error) {
    if (!isError(error) || !('code' in error) || error.code !== 'ENOENT') throw error;
    throw new ControlError('NOT_FOUND', 'the page was not built; "npm run build" in the checkout makes it');
  }
}

async function replyWith(folder: string, name: string): Promise<Reply> {
  return {
    status: 200,
    contentType: mediaTypes.get(extname(name)) ?? 'application/octet-stream',
    pieces: [await readFile(join(folder, name))],
    headers: {
      ...headers,
      'Cache-Control': hashedName.test(name) ? 'max-age=31536000, immutable' : 'no-cache',
    },
  };
}
