import { z } from 'zod';
import { propagationPresets } from '../../../network/loss/presets.js';
import { nodeBounds } from '../../../network/node.js';
import {
  type PacketLossSettings,
  type PhysicsSettings,
  type PropagationSettings,
  type RoutingSettings,
  physicsDefaults,
} from '../../../network/settings.js';
import { numberField, wholeNumberField } from './fields.js';

/** Bounds of what the model assumes: wide, but a mistake in a unit is outside of most. */
const bounds = {
  tick: { min: 0.01, max: 3_600, unit: 's' },
  exponent: { min: 0.1, max: 10, unit: '' },
  sigma: { min: 0, max: 50, unit: 'dB' },
  sigmaLimit: { min: 0, max: 10, unit: 'deviations' },
  distance: { min: 0.001, max: 1_000_000, unit: 'm' },
  loss: { min: 0, max: 400, unit: 'dB' },
  decibels: { min: 0, max: 100, unit: 'dB' },
  neededSnr: { min: -50, max: 100, unit: 'dB' },
  rate: { min: 0.001, max: 100_000, unit: 'Mb/s' },
  share: { min: 0, max: 1, unit: '' },
  decade: { min: 0.001, max: 100, unit: 'dB' },
  offset: { min: -1_000_000, max: 1_000_000, unit: 'ticks' },
  packetSize: { min: 1, max: 65_535, unit: 'bytes' },
} as const;

const presetNames = ['free-space', 'two-ray', 'open-field', 'suburban-c-band', 'suburban', 'urban'] as const;

const propagation = z
  .strictObject({
    preset: z.enum(presetNames),
    model: z.enum(['free-space', 'two-ray', 'log-distance']),
    antennaHeight: numberField(nodeBounds.antennaHeight),
    exponent: numberField(bounds.exponent),
    sigma: numberField(bounds.sigma),
    sigmaLimit: numberField(bounds.sigmaLimit),
    referenceDistance: numberField(bounds.distance),
    referenceLoss: numberField(bounds.loss),
    referenceFrequency: numberField(nodeBounds.frequency),
    minDistance: numberField(bounds.distance),
  })
  .partial()
  .transform(({ preset, ...changes }): PropagationSettings => {
    const settings: Partial<PropagationSettings> =
      preset === undefined ? {} : propagationPresets[preset].settings;
    return withDefaults({ ...physicsDefaults.propagation, ...settings }, changes);
  });

/** Indexes of one stream. */
const indexes = 8;

/** A number for each index of one stream. */
const byIndex = (element: ReturnType<typeof numberField>) =>
  z
    .array(element)
    .refine(({ length }) => length === indexes, { error: `is not allowed; allowed: ${indexes} numbers` })
    .meta({ minItems: indexes, maxItems: indexes });

const mcs = z
  .strictObject({
    rates: byIndex(numberField(bounds.rate)),
    snr: byIndex(numberField(bounds.neededSnr)),
    implementationLoss: numberField(bounds.decibels),
    powerBackOff: byIndex(numberField(bounds.decibels)),
    streamPenalty: numberField(bounds.decibels),
  })
  .partial()
  .transform((changes) => withDefaults(physicsDefaults.mcs, changes));

const packetLoss = z
  .strictObject({ atThreshold: numberField(bounds.share), decade: numberField(bounds.decade) })
  .partial()
  .transform((changes): PacketLossSettings => withDefaults(physicsDefaults.packetLoss, changes));

const timeOfFlight = z
  .strictObject({
    rounding: z.enum(['nearest', 'down', 'up']),
    offset: numberField(bounds.offset),
    oneWay: z.boolean(),
  })
  .partial()
  .transform((changes) => withDefaults(physicsDefaults.timeOfFlight, changes));

const routing = z
  .strictObject({ packetSize: wholeNumberField(bounds.packetSize), oneWayLinks: z.boolean() })
  .partial()
  .transform((changes): RoutingSettings => withDefaults(physicsDefaults.routing, changes));

/** What the model assumes; what is left out keeps its default. */
export const physicsField = z
  .strictObject({
    tick: numberField(bounds.tick),
    propagation,
    noiseFigure: numberField(bounds.decibels),
    mcs,
    packetLoss,
    efficiency: numberField(bounds.share),
    combining: z.enum(['strongest', 'maximal-ratio']),
    antennaSpread: numberField(bounds.decibels),
    timeOfFlight,
    routing,
  })
  .partial()
  .transform((changes): PhysicsSettings => withDefaults(physicsDefaults, changes));

/** Members that may be undefined where the object has them. */
type Changes<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** Defaults with changes over them; an undefined member changes nothing. */
function withDefaults<T extends object>(defaults: T, changes: Changes<T>): T {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given) };
}
