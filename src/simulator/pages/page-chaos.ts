import type { Chaos, ChosenCase } from '../../chaos/chaos.js';
import type { Origin } from '../../ports/origin.js';
import type { PageName } from '../../ports/request-sink.js';
import { parseBroadcast } from './broadcast-request.js';
import { fieldsOf, jsonField } from './page-fields.js';

/** Chaos of a request of a page: what it asks for counts, in whichever form it is written. */
export function chosenFor(
  chaos: Chaos,
  page: PageName,
  bytes: Uint8Array,
  origin: Origin,
): ChosenCase | undefined {
  // Who logs in, and with which password, stays out of the case: the hash of a password could be searched for.
  if (page === 'login') return chaos.forPage(page, undefined, false, origin);
  const body = fieldsOf(bytes);
  if ('issue' in body) return chaos.forPage(page, 'invalid', false, origin);
  const { fields } = body;
  if (page === 'positions') {
    const input = [fields('action'), jsonField(fields('posJson'))];
    return chaos.forPage(page, input, fields('action') === 'save', origin);
  }
  const request = parseBroadcast(bytes, Infinity);
  if ('issue' in request) return chaos.forPage(page, 'invalid', false, origin);
  const { calls, batch, nodeids } = request;
  return chaos.forBroadcast(calls, batch, nodeids, origin);
}
