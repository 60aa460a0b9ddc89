import { boltzmann, dBmOf, referenceTemperature } from './units.js';

/** Thermal noise, dBm in 1 Hz: 10·log10(k·T0) + 30 = −173.975. */
export const thermalNoise = dBmOf(boltzmann * referenceTemperature);

/** Noise of a receiver, dBm. @param bandwidth MHz @param noiseFigure dB */
export function noiseFloor(bandwidth: number, noiseFigure: number): number {
  return thermalNoise + 10 * Math.log10(bandwidth * 1e6) + noiseFigure;
}
