import type { RadioModel } from './model.js';

/** The models from which those of single nodes were made. */
const origins = new WeakMap<RadioModel, RadioModel>();

/** A model with another node ID: its radios share the methods with all others of the model. */
export function withNodeId(model: RadioModel, nodeid: string, key?: string): RadioModel {
  const origin = originOf(model);
  const defaults = key === undefined ? model.defaults : { ...model.defaults, enc_key: key };
  const made = { ...model, identity: { ...model.identity, nodeid }, defaults };
  origins.set(made, origin);
  return made;
}

/** The model from which {@link withNodeId} made this one; else the model itself. */
export function originOf(model: RadioModel): RadioModel {
  return origins.get(model) ?? model;
}
