import { createServer } from 'node:http';
import { listening } from './listening-port.js';

/**
 * Serves a page of another site until the test has finished. `localhost` is another site than `127.0.0.1`, and another
 * port of the same name another origin.
 * @param body what stands in the page
 * @returns its port
 */
export function foreignSite(body: string): Promise<number> {
  const server = createServer((_, response) => {
    response
      .writeHead(200, { 'Content-Type': 'text/html' })
      .end(`<!doctype html><title>foreign</title>${body}`);
  });
  return listening(server);
}
