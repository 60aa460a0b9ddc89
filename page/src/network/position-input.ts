import type { Position } from './projection.js';

/** Parts of a position with the bounds that the simulator has for them. */
export const positionFields = [
  { name: 'latitude', unit: 'degrees', min: -90, max: 90 },
  { name: 'longitude', unit: 'degrees', min: -180, max: 180 },
  { name: 'altitude', unit: 'm', min: -12_000, max: 100_000 },
] as const;

/** Name of a part of a position. */
export type PositionField = (typeof positionFields)[number]['name'];

/** Texts of the fields of a position. */
export type PositionTexts = Readonly<Record<PositionField, string>>;

/** The texts of a position: seven decimals are a centimetre. */
export function textsOf({ latitude, longitude, altitude }: Position): PositionTexts {
  return {
    latitude: String(Number(latitude.toFixed(7))),
    longitude: String(Number(longitude.toFixed(7))),
    altitude: String(Number(altitude.toFixed(2))),
  };
}

/** The position in the texts, or what is wrong in each of them. */
export function positionIn(
  texts: PositionTexts,
): { readonly position: Position } | { readonly errors: Partial<Record<PositionField, string>> } {
  const errors: Partial<Record<PositionField, string>> = {};
  const position = { latitude: 0, longitude: 0, altitude: 0 };
  for (const { name, unit, min, max } of positionFields) {
    const text = texts[name].trim();
    const value = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) position[name] = value;
    else errors[name] = `${name}: ${JSON.stringify(text)} is not allowed; allowed: ${min} to ${max} ${unit}`;
  }
  return Object.keys(errors).length === 0 ? { position } : { errors };
}
