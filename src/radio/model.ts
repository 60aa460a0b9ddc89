import { z } from 'zod';
import { assumptionsSchema, publicFactsSchema, unknownFields } from './provenance.js';
import { type Domain, decimalDomain, integerDomain, parseNumber } from './values/domain.js';
import { FrequencyPlan, parseSpan } from './values/frequency-profile.js';
import { nodeIdRange } from './values/node-id.js';
import { nodeIdDomain, textDomain } from './values/text-domain.js';

const numberText = z.string().refine((text) => parseNumber(text) !== undefined, 'is no number, such as "20"');

const isWidth = (text: string) => (parseNumber(text) ?? 0) > 0;
const widthText = z.string().refine(isWidth, 'is no channel width, MHz above 0, such as "20"');

/** Domain of `max_link_distance` (interface.md B.1). */
export const linkDistance: Domain = integerDomain(0, 1_000_000, 'm');

/** Domains of `gps_coordinates`: latitude, longitude, altitude (interface.md B.4). */
export const coordinates = [
  decimalDomain(-90, 90, 'degrees'),
  decimalDomain(-180, 180, 'degrees'),
  decimalDomain(-12_400, 42_000, 'm'),
] as const;

/** Domain of `enc_key` (interface.md B.6). */
export const keyDomain: Domain = textDomain(
  /^[!-~]{1,64}$/,
  64,
  'a text of 1 to 64 visible ASCII characters without blanks',
  ['correct-horse', '0123456789abcdef0123456789abcdef'],
);

/** A text of a domain. */
const textOf = (domain: Domain) =>
  z.string().refine((text) => domain.holds(text), `is not allowed; allowed: ${domain.allowed}`);

const profileSchema = z.strictObject({
  frequencies: z
    .array(
      z
        .string()
        .refine((text) => parseSpan(text) !== undefined, 'is no frequency, such as "4700" or "2200:20:2380"'),
    )
    .min(1)
    .max(256),
  bandwidth: z
    .string()
    .refine((text) => text === '-1' || isWidth(text), 'is no channel width, MHz above 0, or "-1" for all'),
  antenna_mask: numberText,
});

/** Results of `gps_mode` (interface.md B.4). */
export const gpsModes = ['unlocked', 'locked-1d', 'locked-2d', 'locked-3d'] as const;

/** Number of a class of service beside 5 and 6. */
const thirdClass = z
  .string()
  .refine(
    (text) => /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) < 256 && text !== '5' && text !== '6',
    'is no number of a third class; allowed: 0 to 255 except for 5 and 6, such as "7"',
  );

/** Forms that differ between versions of firmware. */
const firmwareSchema = z.strictObject({
  /** Content of `print_all_settings`: all settings, or the seven that some firmware lists (interface.md B.2). */
  printAllSettings: z.enum(['full', 'short']).default('full'),
  /** An address and its port as two values, or joined as in older firmware: `172.20.0.2_5100` (interface.md B.5). */
  addressForm: z.enum(['pair', 'joined']).default('pair'),
  /** Number of the third class of service, which public sources do not give; none: two classes (interface.md B.6). */
  thirdQosClass: thirdClass.optional(),
});

/** Result of `supported_frequency_profiles` (interface.md B.1). */
export const frequencyProfilesSchema = z.array(profileSchema).min(1).max(64);

/** Members that describe a model; all others are what its statements are about. */
const descriptive = new Set(['name', 'description', 'public', 'assumed']);

/**
 * A radio model, as a file under `fixtures/models` or an object in the options: the capabilities and the factory
 * settings of a radio. Values are texts, as the radio returns them.
 */
export const radioModelSchema = z
  .strictObject({
    /** Name by which the model is selected: `--model NAME`. */
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{0,63}$/, 'is no model name: lower-case letters, digits, dot, hyphen'),
    /** Description; facts and assumptions are in `public` and `assumed`. */
    description: z.string(),
    /** Public facts about the radio, with sources; for people, no effect on the radio. */
    public: publicFactsSchema.optional(),
    /** Assumptions about the radio. */
    assumed: assumptionsSchema.optional(),
    /** Results of `nodeid`, `model`, `version`, `build_tag` (interface.md B.2). */
    identity: z.strictObject({
      nodeid: z
        .string()
        .refine(
          (text) => /^[1-9]\d*$/.test(text) && nodeIdDomain.holds(text),
          `is no node ID; allowed: ${nodeIdRange}, such as "310061"`,
        ),
      model: z.string().min(1).max(64),
      version: z.string().min(1).max(64),
      build_tag: z.string().min(1).max(64),
    }),
    /** Result of `supported_frequency_profiles` (interface.md B.1). */
    frequencyProfiles: frequencyProfilesSchema,
    /** Channel widths, MHz: `["5", "20"]` (interface.md B.1, F.5). */
    bandwidths: z.array(widthText).min(1).max(16),
    /** Number of antennas. */
    antennas: z.int().min(1).max(4).default(4),
    /** Limits of `power_dBm`, dBm. */
    power: z
      .strictObject({ minDbm: z.number().int().min(0).max(39), maxDbm: z.number().int().min(0).max(39) })
      .refine(({ minDbm, maxDbm }) => minDbm <= maxDbm, 'minDbm is above maxDbm'),
    /** Factory settings. */
    defaults: z.strictObject({
      freq: numberText,
      bw: numberText,
      power_dBm: numberText,
      enable_max_power: z.enum(['0', '1']),
      max_link_distance: textOf(linkDistance),
      /** Key of the air interface; default: derived from the node ID, so that each radio has its own. */
      enc_key: textOf(keyDomain).optional(),
      gps_coordinates: z.tuple([textOf(coordinates[0]), textOf(coordinates[1]), textOf(coordinates[2])]),
    }),
    /** GPS receiver (interface.md B.4). */
    gps: z.strictObject({
      mode: z.enum(gpsModes),
      /** Epoch of `gps_time`, seconds since 1970; an assumption. */
      timeEpochSeconds: z.int(),
      /** Speed and direction of movement while the receiver is locked: metres per second, degrees from north. */
      speed: z.number().min(0).max(1_000).default(0),
      course: z.number().min(0).max(360).default(0),
    }),
    /** Measured values at the start (interface.md B.2). */
    health: z
      .strictObject({
        /** Degrees Celsius. */
        temperature: z.number().min(-60).max(150).default(38),
        /** Input voltage, mV. */
        voltage: z.number().min(0).max(60_000).default(11_948.535_156),
        /** Charge of the battery, percent. */
        battery: z.number().min(0).max(100).default(90.625),
        /** Life of a full battery, hours; 0: it does not drain. */
        batteryHours: z.number().min(0).max(10_000).default(12),
      })
      .prefault({}),
    /** Differences between versions of firmware in the form of parameters and results. */
    firmware: firmwareSchema.prefault({}),
  })
  .superRefine((model, context) => {
    const { freq, bw, power_dBm: power } = model.defaults;
    // The grid is a setting, so a default is valid if either grid allows it.
    const plans = (['fine', 'step'] as const).map((grid) => new FrequencyPlan(model.frequencyProfiles, grid));
    const addIssue = (name: string, value: string, why: string) =>
      context.addIssue({ code: 'custom', path: ['defaults', name], message: `"${value}" ${why}` });
    if (!model.bandwidths.includes(bw))
      addIssue('bw', bw, `is none of the bandwidths ${model.bandwidths.join(', ')}`);
    else if (!plans.some((plan) => plan.allows(freq, bw)))
      addIssue('freq', freq, 'is in none of the frequency profiles');
    for (const [index, { bandwidth }] of model.frequencyProfiles.entries()) {
      if (!isWidth(bandwidth) || model.bandwidths.some((each) => Number(each) === Number(bandwidth)))
        continue;
      const message = `"${bandwidth}" is none of the model's; allowed: -1, ${model.bandwidths.join(', ')}`;
      context.addIssue({ code: 'custom', path: ['frequencyProfiles', index, 'bandwidth'], message });
    }
    const members = Object.fromEntries(Object.entries(model).filter(([key]) => !descriptive.has(key)));
    for (const { path, field, allowed } of unknownFields(model, members)) {
      const message = `"${field}" is no member of a model; allowed: ${allowed}`;
      context.addIssue({ code: 'custom', path: [...path], message });
    }
    const dbm = Number(power);
    if (dbm < model.power.minDbm || dbm > model.power.maxDbm || !Number.isInteger(dbm)) {
      addIssue('power_dBm', power, `is outside ${model.power.minDbm} to ${model.power.maxDbm} dBm`);
    }
  });

/** A checked radio model. */
export type RadioModel = z.output<typeof radioModelSchema>;
