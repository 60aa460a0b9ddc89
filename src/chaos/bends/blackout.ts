import { type Bend, isCall, wholeBetween } from '../bend.js';

/** Longest blackout of chaos, ms of the radio's clock. */
const longest = 10_000;

/** A soft boot that no command asked for. */
export const blackout: Bend<'blackout'> = {
  name: 'blackout',
  summary: 'after the reply the radio is in blackout for 0.2 s to 10 s',
  stages: ['blackout'],
  beginsBlackout: true,
  fits: isCall,
  hooks: (draw) => ({ blackoutMs: wholeBetween(draw, 200, longest) }),
};
