import type { z } from 'zod';
import type { BuiltInFault, FaultContext } from './fault.js';

/** A kind of fault: name, parameters and factory. */
export interface FaultKind<
  Shape extends z.ZodRawShape = z.ZodRawShape,
  Name extends string = string,
  Older extends string = string,
> {
  readonly name: Name;
  /** Deprecated names that mean the same. */
  readonly olderNames?: readonly Older[];
  /** Its effect on the wire, in one line. */
  readonly summary: string;
  /** Set where it is about datagrams with reports by UDP, or about connections, and not about commands. */
  readonly about?: 'reports' | 'connections';
  readonly params: z.ZodObject<Shape, z.core.$strict>;
  /** Issue of parameters that are each allowed alone; undefined if there is none. */
  issueWith?(params: unknown): string | undefined;
  /** Outcome of the commands that it answers, as the journal shows it; undefined if it answers none. */
  outcome?(params: unknown): string | undefined;
  /** Makes a fault with these parameters. Throws zod's error if they are invalid. */
  make(params: unknown, context: FaultContext): BuiltInFault;
}

type Parameters<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape, z.core.$strict>>;

/** Declares a kind, so that its functions get its parameters checked and typed, and its name is part of the types. */
export function faultKind<
  Shape extends z.ZodRawShape,
  const Name extends string,
  const Older extends string = never,
>({
  issueWith,
  outcome,
  ...kind
}: {
  readonly name: Name;
  readonly olderNames?: readonly Older[];
  readonly summary: string;
  readonly about?: 'reports' | 'connections';
  readonly params: z.ZodObject<Shape, z.core.$strict>;
  readonly issueWith?: (params: Parameters<Shape>) => string | undefined;
  readonly outcome?: (params: Parameters<Shape>) => string | undefined;
  readonly make: (params: Parameters<Shape>, context: FaultContext) => BuiltInFault;
}): FaultKind<Shape, Name, Older> {
  return {
    ...kind,
    ...(issueWith === undefined ? {} : { issueWith: (params) => issueWith(kind.params.parse(params)) }),
    ...(outcome === undefined ? {} : { outcome: (params) => outcome(kind.params.parse(params)) }),
    make: (params, context) => kind.make(kind.params.parse(params), context),
  };
}
