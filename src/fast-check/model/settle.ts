import type { Effect } from '../../radio/declaration.js';
import { bytesOf } from '../case.js';
import type { Endpoint } from '../endpoint/endpoint.js';
import { BrokenPromiseError, readAnswer } from '../judge.js';
import type { ReferenceRadio } from './reference-radio.js';

const probe = bytesOf('{"jsonrpc":"2.0","method":"nodeid","id":1}');

/** Between two looks, ms. */
const pause = 250;
/** Looks before a radio counts as lost: 90 s (docs/interface.md E.1), beside the time that the looks take. */
const maxLooks = 360;
/** A reboot begins about 3 s after its reply (docs/interface.md E.1), ms. */
const beforeReboot = 5_000;

/** Waits until a radio whose times are unknown answers again after effects. Throws if it does not. */
export async function settle(
  model: ReferenceRadio,
  real: Endpoint,
  effects: readonly Effect[],
): Promise<void> {
  if (effects.length === 0) return;
  if (effects.includes('reboot')) await real.pass(beforeReboot);
  for (let look = 0; !(await isThere(real)); look += 1) {
    if (look === maxLooks) {
      const message = `no answer for ${(maxLooks * pause) / 1_000} s after ${effects.join(', ')}`;
      const why = { generator: 'command', property: 'blackout' } as const;
      throw new BrokenPromiseError({ property: 'blackout', message, signature: 'blackout end' }, why);
    }
    await real.pass(pause);
  }
  if (effects.includes('reboot')) model.reboot();
}

async function isThere(real: Endpoint): Promise<boolean> {
  const read = readAnswer(await real.post(probe));
  return read.kind === 'replies' && read.replies[0]?.error === undefined;
}
