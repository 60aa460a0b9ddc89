import type { Bend } from '../bend.js';

/** Accepted and closed. */
export const dropped: Bend<'dropped'> = {
  name: 'dropped',
  summary: 'a connection is accepted and closed immediately',
  stages: ['connect'],
  hooks: () => ({ connect: () => 'drop' }),
};

/** Accepted and never answered. */
export const mute: Bend<'mute'> = {
  name: 'mute',
  summary:
    'a connection is accepted and read from, nothing is sent on it; it ends after the idle timeout of its port',
  stages: ['connect'],
  hooks: () => ({ connect: () => 'mute' }),
};
