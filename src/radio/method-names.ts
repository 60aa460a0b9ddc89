import type { BuiltInMethod } from './catalogue.js';
import type { CustomMethodNames } from './custom-method-names.js';

/** Name of a method: one of the radio, or a custom one of {@link CustomMethodNames}. */
export type MethodName = BuiltInMethod | Extract<keyof CustomMethodNames, string>;
