import { z } from 'zod';
import { apiPortNames } from '../ports/registry.js';
import type { FaultKind } from './kind.js';
import { commonSchema, matchSchema } from './spec.js';

/** Subjects of faults. */
export const faultSubjects = ['commands', 'connections', 'reports'] as const;

/** Subject of faults of a kind: a fault of commands also acts on their replies. */
export function subjectOf({ about }: FaultKind): (typeof faultSubjects)[number] {
  return about ?? 'commands';
}

/**
 * Schema of the members that every fault has, without those that a kind has no use for: a form of the others has no
 * field that is refused or that changes nothing.
 */
export function usedMembersOf(kind: FaultKind): z.ZodObject {
  switch (subjectOf(kind)) {
    case 'commands': {
      const match = matchSchema.omit({ report: true }).extend({ port: z.enum(apiPortNames).optional() });
      return commonSchema.extend({ match: match.prefault({}) }).strict();
    }
    case 'connections':
      return withoutDelay(matchSchema.pick({ port: true, peer: true, nth: true }));
    case 'reports':
      return withoutDelay(matchSchema.pick({ report: true, peer: true, nth: true }));
  }
}

function withoutDelay(match: z.ZodObject): z.ZodObject {
  return commonSchema
    .omit({ delayBefore: true })
    .extend({ match: match.prefault({}) })
    .strict();
}
