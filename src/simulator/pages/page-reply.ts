import type { Delivery } from '../../ports/delivery.js';
import type { Session } from '../../ports/request-origin.js';
import type { SinkReply } from '../../ports/request-sink.js';

/** The reply of a page. */
export function pageReply(text: string, form: 'json' | 'text', outage = false): SinkReply {
  const plain: Delivery = { text, delayMs: 0, copies: 1, ending: 'keep' };
  return { kind: 'delivery', delivery: form === 'text' ? { ...plain, type: 'text/plain' } : plain, outage };
}

/**
 * A page for people.
 * @param begun the session that the request has begun
 */
export function htmlReply(title: string, text: string, begun?: Session): SinkReply {
  const page = `<html><head><title>${title}</title></head><body><p>${text}</p></body></html>\n`;
  const delivery: Delivery = { text: page, type: 'text/html', delayMs: 0, copies: 1, ending: 'keep' };
  return { kind: 'delivery', delivery, outage: false, ...(begun === undefined ? {} : { begun }) };
}

/** Plain text, as the one error page that is known has it (interface.md A.5). */
export function pageError(issue: string, outage = false): SinkReply {
  return pageReply(`Error. ${issue}\n`, 'text', outage);
}
