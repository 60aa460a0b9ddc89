import type { RadioModel } from './model.js';

/** The models from which those of single nodes were made. */
const origins = new WeakMap<RadioModel, RadioModel>();

/** Differences between a radio of a model and the others. */
interface OwnFacts {
  readonly nodeid: string;
  /** Key of the air interface from the factory; default: the model's. */
  readonly key?: string | undefined;
  /** True if its GPS receiver has a position. */
  readonly isLocated?: boolean;
}

/** A model with another node ID: its radios share the methods with all others of the model. */
export function withNodeId(model: RadioModel, { nodeid, key, isLocated = false }: OwnFacts): RadioModel {
  const { identity, defaults, gps } = model;
  const made: RadioModel = {
    ...model,
    identity: { ...identity, nodeid },
    defaults: key === undefined ? defaults : { ...defaults, enc_key: key },
    gps: isLocated ? { ...gps, mode: 'locked-3d' } : gps,
  };
  origins.set(made, originOf(model));
  return made;
}

/** The model from which {@link withNodeId} made this one; else the model itself. */
export function originOf(model: RadioModel): RadioModel {
  return origins.get(model) ?? model;
}
