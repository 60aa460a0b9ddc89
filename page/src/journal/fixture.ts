import type { Exchange } from './exchange.js';

/** Exchanges as a fixture, in the form of GET /journal/fixture. */
export function fixtureText(exchanges: readonly Exchange[]): string {
  const fixtures = exchanges.map(({ port, page, request, reply }) => ({
    port,
    ...(page === undefined ? {} : { page }),
    request,
    reply,
  }));
  return `${JSON.stringify(fixtures, null, 2)}\n`;
}
