/** Time limits of HTTP for a client's bytes, real ms; 0 for unlimited. */
export interface ArrivalTimeouts {
  /** Until the headers are complete. */
  readonly headerTimeout: number;
  /** Until the request is complete. */
  readonly requestTimeout: number;
  /** Between two requests on one connection. */
  readonly keepAliveTimeout: number;
}

/** Interval at which Node.js looks for connections past their header or request deadline, ms. */
const maxCheckInterval = 1_000;
const minCheckInterval = 10;

/** Node.js takes whole ms, and no header time above the request time; it looks for late requests at an interval. */
export function nodeTimeouts({ headerTimeout, requestTimeout, keepAliveTimeout }: ArrivalTimeouts) {
  const [header, request] = [Math.ceil(headerTimeout), Math.ceil(requestTimeout)];
  const shorter = Math.min(header || maxCheckInterval, request || maxCheckInterval);
  return {
    headersTimeout: request > 0 ? Math.min(header || request, request) : header,
    requestTimeout: request,
    keepAliveTimeout: Math.ceil(keepAliveTimeout),
    connectionsCheckingInterval: Math.min(
      maxCheckInterval,
      Math.max(minCheckInterval, Math.ceil(shorter / 4)),
    ),
  };
}
