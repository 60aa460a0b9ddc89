import { deepFreeze } from '../core/freeze.js';
import type { Delivery } from '../ports/delivery.js';
import type { ChosenFault } from './request-faults.js';

/** The delivery of a reply that no other faults change, as a chosen fault changes it; the same where it does not. */
export function deliverChosen({ fault, draw }: Omit<ChosenFault, 'name'>, delivery: Delivery): Delivery {
  const { text } = delivery;
  const blocks = text === undefined ? undefined : fault.replace?.(text, draw);
  const replacement = blocks === undefined ? text : [...blocks].join('');
  const replaced = replacement === text ? delivery : { ...delivery, text: replacement };
  return fault.deliver?.(deepFreeze({ ...replaced }), draw) ?? replaced;
}
