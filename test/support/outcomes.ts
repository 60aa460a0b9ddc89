import type { Outcome } from '../../src/radio/declaration.js';

/** An outcome in one word or two: `result`, `cancelled`, `BUSY`, `UNAVAILABLE: closing`, `INTERNAL: deadline`. */
export function inShort(outcome: Outcome): string {
  if (outcome.kind !== 'error') return outcome.kind;
  const { token, detail } = outcome.error;
  const reason = detail?.reason ?? '';
  if (token === 'UNAVAILABLE') return `${token}: ${reason}`;
  if (token === 'INTERNAL') return `${token}: ${reason.includes('deadline') ? 'deadline' : 'fault'}`;
  return token;
}
