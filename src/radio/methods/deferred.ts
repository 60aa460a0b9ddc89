import type { MethodDeclaration } from '../declaration.js';
import { deferredMethod, orderExamples, orderForm, parseOrder } from '../deferred-order.js';

const deferredExecution: MethodDeclaration = {
  name: deferredMethod,
  family: 'deferred',
  summary: 'Carries calls out later, so that every node has them before the RF settings change',
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
  assumption: 'served outside a broadcast too, by name and as the bare order, and answered at once',
  // The calls come back as a job of their own: the radio itself knows no later.
  write: () => [],
};

/** What puts calls off. */
export const deferredMethods: readonly MethodDeclaration[] = [deferredExecution];
