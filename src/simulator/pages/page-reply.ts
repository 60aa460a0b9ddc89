import type { Delivery } from '../../ports/delivery.js';
import type { SinkReply } from '../../ports/request-sink.js';

/** The reply of a page. */
export function pageReply(text: string, form: 'json' | 'text', outage = false): SinkReply {
  const plain: Delivery = { text, delayMs: 0, copies: 1, ending: 'keep' };
  return { kind: 'delivery', delivery: form === 'text' ? { ...plain, type: 'text/plain' } : plain, outage };
}

/** Plain text, as the one error page that is known has it (interface.md A.5). */
export function pageError(issue: string, outage = false): SinkReply {
  return pageReply(`Error. ${issue}\n`, 'text', outage);
}
