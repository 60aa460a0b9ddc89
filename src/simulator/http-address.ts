import type { Address } from '../net/listen.js';

/** Address of the HTTP port. */
export interface HttpAddress extends Address {
  /** The API: `http://127.0.0.1:8080/streamscape_api`. */
  readonly url: string;
}
