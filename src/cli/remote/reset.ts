import { z } from 'zod';
import { ask } from './ask.js';
import type { ControlFlags } from './control-flags.js';

/** `silvus-mock reset`: puts the radio back to its start. */
export async function reset(flags: ControlFlags): Promise<void> {
  await ask(flags, { method: 'POST', path: '/reset' }, z.unknown(), () => 'The radio is as at its start.');
}
