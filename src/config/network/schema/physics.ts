import { z } from 'zod';
import { propagationPresets } from '../../../network/loss/presets.js';
import { mcsListBounds, settingBounds as bounds } from '../../../network/settings-bounds.js';
import {
  type PacketLossSettings,
  type PhysicsSettings,
  type PropagationSettings,
  type RoutingSettings,
  physicsDefaults,
} from '../../../network/settings.js';
import { numberField, wholeNumberField } from './fields.js';

const presetNames = ['free-space', 'two-ray', 'open-field', 'suburban-c-band', 'suburban', 'urban'] as const;

const propagation = z
  .strictObject({
    preset: z.enum(presetNames),
    model: z.enum(['free-space', 'two-ray', 'log-distance']),
    antennaHeight: numberField(bounds['propagation.antennaHeight']),
    exponent: numberField(bounds['propagation.exponent']),
    sigma: numberField(bounds['propagation.sigma']),
    sigmaLimit: numberField(bounds['propagation.sigmaLimit']),
    referenceDistance: numberField(bounds['propagation.referenceDistance']),
    referenceLoss: numberField(bounds['propagation.referenceLoss']),
    referenceFrequency: numberField(bounds['propagation.referenceFrequency']),
    minDistance: numberField(bounds['propagation.minDistance']),
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
    rates: byIndex(numberField(mcsListBounds.rates)),
    snr: byIndex(numberField(mcsListBounds.snr)),
    implementationLoss: numberField(bounds['mcs.implementationLoss']),
    powerBackOff: byIndex(numberField(mcsListBounds.powerBackOff)),
    streamPenalty: numberField(bounds['mcs.streamPenalty']),
  })
  .partial()
  .transform((changes) => withDefaults(physicsDefaults.mcs, changes));

const packetLoss = z
  .strictObject({
    atThreshold: numberField(bounds['packetLoss.atThreshold']),
    decade: numberField(bounds['packetLoss.decade']),
  })
  .partial()
  .transform((changes): PacketLossSettings => withDefaults(physicsDefaults.packetLoss, changes));

const timeOfFlight = z
  .strictObject({
    rounding: z.enum(['nearest', 'down', 'up']),
    offset: numberField(bounds['timeOfFlight.offset']),
    oneWay: z.boolean(),
  })
  .partial()
  .transform((changes) => withDefaults(physicsDefaults.timeOfFlight, changes));

const routing = z
  .strictObject({ packetSize: wholeNumberField(bounds['routing.packetSize']), oneWayLinks: z.boolean() })
  .partial()
  .transform((changes): RoutingSettings => withDefaults(physicsDefaults.routing, changes));

/** Assumptions of the model; those left out keep their defaults. */
export const physicsField = z
  .strictObject({
    tick: numberField(bounds.tick),
    propagation,
    noiseFigure: numberField(bounds.noiseFigure),
    mcs,
    packetLoss,
    efficiency: numberField(bounds.efficiency),
    combining: z.enum(['strongest', 'maximal-ratio']),
    antennaSpread: numberField(bounds.antennaSpread),
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
