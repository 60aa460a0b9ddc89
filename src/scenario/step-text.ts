import { excerpt } from '../core/text.js';
import { formatDuration } from '../core/time/duration.js';
import type { Action, Step } from './scenario.js';

/**
 * Effect of a step, in a few words: `fault latency far`, `blackout 60s reboot`, `node 310064: mode offline`. Values of
 * settings are left out, since some are secret.
 */
export function stepText({ node, action }: Pick<Step, 'node' | 'action'>): string {
  const words = wordsOf(action).join(' ');
  return excerpt(node === undefined ? words : `node ${node}: ${words}`);
}

function wordsOf(action: Action): readonly string[] {
  switch (action.kind) {
    case 'set':
      return ['set', Object.keys(action.values).join(', ')];
    case 'drift':
      return ['drift', action.setting, 'to', action.to, 'in', formatDuration(action.over)];
    case 'fault':
      return ['fault', ...textsOf(action.fault, ['kind', 'name'])];
    case 'remove-fault':
      return ['remove fault', action.name];
    case 'clear-faults':
      return ['remove all faults'];
    case 'blackout':
      return ['blackout', formatDuration(action.ms), action.cause];
    case 'end-blackout':
      return ['end the blackout'];
    case 'mode':
      return ['mode', action.mode];
    case 'repeat':
      return Number.isFinite(action.times) ? ['repeat', `${action.times} times`] : ['repeat without end'];
    case 'note':
      return ['note', action.text];
    case 'steer':
      return ['network', ...textsOf(action.call, ['do', 'id', 'node', 'from', 'to'])];
  }
}

/** The members of an object that are texts or numbers. */
function textsOf(object: Readonly<Record<string, unknown>>, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const value = object[name];
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  });
}
