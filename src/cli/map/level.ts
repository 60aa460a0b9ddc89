/** The three levels by which the vendor's page colours links (interface.md H.3): above 20 dB, from 10 to 20, below 10. */
export const levels = {
  good: { text: 'above 20 dB', colour: '#1a9850', ansi: 32 },
  fair: { text: '10 to 20 dB', colour: '#e08214', ansi: 33 },
  weak: { text: 'below 10 dB', colour: '#d73027', ansi: 31 },
} as const;

/** A level by name. */
export type Level = keyof typeof levels;

/** The level of an SNR, dB. */
export function levelOf(snr: number): Level {
  if (snr > 20) return 'good';
  return snr >= 10 ? 'fair' : 'weak';
}

/** The level of a link: that of its weaker direction. */
export function levelOfLink(snr: readonly (number | null)[]): Level {
  return levelOf(Math.min(...snr.filter((each) => each !== null)));
}
