import type { BrowserContext, Request } from 'playwright-core';

/** The requests of all pages of a context. */
export class PageTraffic {
  readonly requests: Request[] = [];
  readonly #open = new Set<Request>();

  constructor(context: BrowserContext) {
    context.on('request', (request) => {
      this.requests.push(request);
      this.#open.add(request);
    });
    const end = (request: Request) => void this.#open.delete(request);
    context.on('requestfinished', end);
    context.on('requestfailed', end);
  }

  /** Paths of the requests that have not ended. */
  get open(): string[] {
    return [...this.#open].map((request) => new URL(request.url()).pathname);
  }

  /** Paths of the event streams that are open. */
  get openStreams(): string[] {
    return this.open.filter(isStream);
  }

  /** Requests to the control plane for what it knows: all but the files of the page. */
  get calls(): Request[] {
    return this.requests.filter((request) => {
      const { pathname } = new URL(request.url());
      return pathname !== '/' && !pathname.startsWith('/page/');
    });
  }
}

/** Whether a path is that of a stream of server-sent events. */
export function isStream(path: string): boolean {
  return path === '/events' || path.endsWith('/events');
}
