import type { PortName } from './registry.js';
import type { RequestOrigin } from './request-origin.js';

/** Where one request comes from, whatever port it came in by. */
export type Origin = RequestOrigin<PortName>;
