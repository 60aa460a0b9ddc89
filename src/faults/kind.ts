import type { z } from 'zod';
import type { Fault, FaultContext } from './fault.js';

/** A kind of fault: name, parameters and factory. */
export interface FaultKind<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string;
  /** Deprecated names that mean the same. */
  readonly olderNames?: readonly string[];
  /** Its effect on the wire, in one line. */
  readonly summary: string;
  readonly params: z.ZodObject<Shape, z.core.$strict>;
  /** Makes a fault with these parameters. Throws zod's error if they are invalid. */
  make(params: unknown, context: FaultContext): Fault;
}

/** Declares a kind, so that `make` gets its parameters checked and typed. */
export function faultKind<Shape extends z.ZodRawShape>(kind: {
  readonly name: string;
  readonly olderNames?: readonly string[];
  readonly summary: string;
  readonly params: z.ZodObject<Shape, z.core.$strict>;
  readonly make: (params: z.output<z.ZodObject<Shape, z.core.$strict>>, context: FaultContext) => Fault;
}): FaultKind<Shape> {
  return { ...kind, make: (params, context) => kind.make(kind.params.parse(params), context) };
}
