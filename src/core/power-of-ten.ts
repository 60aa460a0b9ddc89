/** Whole exponents whose powers are in the table: more than powers in W and losses in dB need. */
const maxWhole = 64;

/** 10^-64 to 10^64, each the number that is nearest. */
const wholePowers = Float64Array.from({ length: 2 * maxWhole + 1 }, (_, index) =>
  Number(`1e${index - maxWhole}`),
);

/**
 * 10^exponent, with the same bits on every version of Node.js: those of `10 ** x` differ between 22 and 24, those of
 * `Math.exp` do not. Exact for whole exponents from -64 to 64.
 */
export function powerOfTen(exponent: number): number {
  const whole = Math.round(exponent);
  const power = wholePowers[whole + maxWhole];
  if (power === undefined) return Math.exp(exponent * Math.LN10);
  return whole === exponent ? power : power * Math.exp((exponent - whole) * Math.LN10);
}
