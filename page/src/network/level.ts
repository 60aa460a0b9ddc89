/** Groups of links by SNR: the three of the vendor's page, and links that are cut. */
export type Level = 'good' | 'medium' | 'bad' | 'cut';

/** The groups in words. */
export const levelTexts: Readonly<Record<Level, string>> = {
  good: 'above 20 dB',
  medium: '10 to 20 dB',
  bad: 'below 10 dB, or one way only',
  cut: 'cut',
};

/** The group of an SNR, dB. */
export function levelOf(snr: number): Exclude<Level, 'cut'> {
  if (snr > 20) return 'good';
  return snr >= 10 ? 'medium' : 'bad';
}

/** The group of a link by its worse direction. One that is not heard is worse than any that is. */
export function levelOfLink([there, back]: readonly [number | null, number | null]): Exclude<Level, 'cut'> {
  return there === null || back === null ? 'bad' : levelOf(Math.min(there, back));
}
