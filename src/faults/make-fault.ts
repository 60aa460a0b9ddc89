import { deepFreeze } from '../core/freeze.js';
import { isTree } from '../documents/tree.js';
import type { MethodNames } from '../radio/method-query.js';
import { faultKindOf } from './catalogue.js';
import type { ActiveFault } from './active-fault.js';
import type { BuiltInFault, FaultContext } from './fault.js';
import { checkMethods, describeCustom, describeFault } from './spec.js';

/** A fault that was made from what a user wrote. */
interface MadeFault extends Pick<ActiveFault, 'description' | 'fault' | 'isCustom'> {
  /** Its kind as it was written. */
  readonly written: string;
}

/**
 * Makes a fault from what a user wrote, and checks it. Throws `OPTION_INVALID`.
 * @param methods the methods that it may be about; default: any
 */
export function makeFault(spec: unknown, context: FaultContext, methods: MethodNames | undefined): MadeFault {
  const isCustom = isTree(spec) && 'fault' in spec && !('kind' in spec);
  const { fault: hooks, ...described } = isCustom
    ? describeCustom(spec)
    : { ...describeFault(spec), fault: undefined };
  const description = deepFreeze(described);
  if (methods !== undefined) checkMethods(description, methods);
  const { kind, params } = description;
  const written = isTree(spec) && typeof spec['kind'] === 'string' ? spec['kind'] : kind;
  const fault: BuiltInFault = hooks ?? faultKindOf(kind)?.make(params, context) ?? {};
  return { description, fault, isCustom, written };
}
