import { powerOfTen } from '../core/power-of-ten.js';

/** Speed of light in vacuum, m/s (exact, SI). */
export const speedOfLight = 299_792_458;

/** Boltzmann's constant, J/K (exact, SI). */
export const boltzmann = 1.380649e-23;

/** Reference temperature of noise, K (IEEE). */
export const referenceTemperature = 290;

/** Decibels of a ratio of powers. */
export function decibels(ratio: number): number {
  return 10 * Math.log10(ratio);
}

/** The ratio of powers of so many decibels. */
export function ratioOf(dB: number): number {
  return powerOfTen(dB / 10);
}

/** W of a power in dBm. */
export function wattsOf(dBm: number): number {
  return powerOfTen(dBm / 10 - 3);
}

/** dBm of a power in W. */
export function dBmOf(watts: number): number {
  return 10 * Math.log10(watts) + 30;
}
