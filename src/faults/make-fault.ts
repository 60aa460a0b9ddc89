import { deepFreeze } from '../core/freeze.js';
import { isTree } from '../documents/tree.js';
import type { MethodNames } from '../radio/method-query.js';
import { faultKindOf } from './catalogue.js';
import type { Fault, FaultContext } from './fault.js';
import { type FaultDescription, checkMethods, describeCustom, describeFault } from './spec.js';

/** A fault that was made from what a user wrote. */
interface MadeFault {
  readonly description: FaultDescription;
  readonly fault: Fault;
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
  return { description, fault: hooks ?? faultKindOf(kind)?.make(params, context) ?? {}, written };
}
