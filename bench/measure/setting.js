/** @import { Setting } from './types.js' */

/** A warm-up has at least this share of its calls. */
const leastWarmUp = 0.3;

/**
 * @param {string} checkout `file:` address of its root
 * @param {number} share of the calls of a full run
 * @returns {Setting}
 */
export function settingOf(checkout, share) {
  const part = (/** @type {number} */ full, /** @type {number} */ of) => Math.max(1, Math.round(full * of));
  return {
    checkout,
    count: (full) => part(full, share),
    warmUpCount: (full) => part(full, Math.max(share, leastWarmUp)),
  };
}
