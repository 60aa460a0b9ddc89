import { declare } from './declare.js';
import { deferredMethod, orderExamples, orderForm, parseOrder } from '../deferred-order.js';

const deferredExecution = declare({
  name: deferredMethod,
  family: 'deferred',
  summary: 'Executes calls after a delay, so that every node has them before the RF settings change',
  access: 'write',
  parameters: () => [
    {
      name: 'order',
      domain: {
        kind: 'order',
        allowed: orderForm,
        examples: orderExamples,
        holds: (text) => parseOrder(text) !== undefined,
      },
    },
  ],
  result: '[""]',
  settings: [],
  persistence: 'none',
  effect: 'none',
  deadline: 'rf-write',
  source: 'PTT (interface.md B.6)',
  trust: 'C',
  assumption: 'also served outside a broadcast, by name and as the bare order, and answered immediately',
  // The command path executes the calls later, as a separate job: the radio has no timers.
  write: () => [],
});

/** Deferred execution. */
export const deferredMethods = [deferredExecution] as const;
