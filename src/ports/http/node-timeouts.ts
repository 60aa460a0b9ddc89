/** How long HTTP waits for what a client sends, real ms; 0 for no limit. */
export interface ArrivalTimeouts {
  /** Until the headers are complete. */
  readonly headerTimeout: number;
  /** Until the request is complete. */
  readonly requestTimeout: number;
  /** Between two requests on one connection. */
  readonly keepAliveTimeout: number;
}

/** How often Node.js looks for connections past their header or request deadline, ms. */
const longestCheck = 1_000;
const shortestCheck = 10;

/** Node.js takes whole ms, and no header time above the request time; it looks for late ones now and then. */
export function nodeTimeouts({ headerTimeout, requestTimeout, keepAliveTimeout }: ArrivalTimeouts) {
  const [header, request] = [Math.ceil(headerTimeout), Math.ceil(requestTimeout)];
  const shortest = Math.min(header || longestCheck, request || longestCheck);
  return {
    headersTimeout: request > 0 ? Math.min(header || request, request) : header,
    requestTimeout: request,
    keepAliveTimeout: Math.ceil(keepAliveTimeout),
    connectionsCheckingInterval: Math.min(longestCheck, Math.max(shortestCheck, Math.ceil(shortest / 4))),
  };
}
