import { z } from 'zod';
import { orUndefined } from '../../core/or-undefined.js';
import { type JsonBounds, shapeIssue } from '../../core/json-shape.js';
import { valueExcerpt } from '../../core/text.js';
import type { AccessLevel } from '../../core/access-level.js';
import type { SinkReply } from '../../ports/request-sink.js';
import { fieldsOf } from './page-fields.js';
import { pageError, pageReply } from './page-reply.js';

/** Maximum number of nodes on the map. */
const maxPlaces = 1_024;

/** Longest text of positions, characters. */
const maxPositionsLength = 65_536;

const bounds: JsonBounds = { values: maxPositionsLength / 2, levels: 16 };

const documentSchema = z.object({
  version: z.union([z.number(), z.string()]).optional(),
  nodeDB: z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
});

const placeSchema = z.object({ pos: z.object({ x: z.number(), y: z.number() }) });

const form = '{"version":0.1,"nodeDB":{"<node ID>":{"pos":{"x":0,"y":0}}}}';

const empty = '{"version":0.1,"nodeDB":{}}';

/** Positions of nodes on the map of the radio's web page (interface.md A.1). No other part of the radio reads them. */
export class NodePositions {
  #text = empty;

  /** Forgets all positions. */
  clear(): void {
    this.#text = empty;
  }

  /**
   * Handles a request of the page: `load`, or `save` with the positions of all nodes.
   * @param mayDo whether its user may do what needs a level
   */
  handle(bytes: Uint8Array, mayDo: (needed: AccessLevel) => boolean): SinkReply {
    const body = fieldsOf(bytes);
    const action = 'issue' in body ? undefined : body.fields('action');
    if (!mayDo(action === 'save' ? 'advanced' : 'basic')) return pageError('Authentication error');
    if ('issue' in body) return pageError(body.issue);
    if (action === 'load') return pageReply(this.#text, 'json');
    if (action !== 'save') {
      const given = action === undefined ? 'is missing' : `${valueExcerpt(action)} is not allowed`;
      return pageError(`action: ${given}; allowed: load, save`);
    }
    const read = readPositions(body.fields('posJson'));
    if ('issue' in read) return pageError(`posJson: ${read.issue}`);
    this.#text = read.text;
    return pageReply('JSON Valid\n', 'text');
  }
}

/** The positions as they are kept, with members that nothing here knows. */
function readPositions(given: unknown): { readonly text: string } | { readonly issue: string } {
  if (given === undefined) return { issue: `is missing; allowed: ${form}` };
  if (typeof given === 'string' && given.length > maxPositionsLength) return tooLong(given.length);
  const json = parsed(given);
  const issue = shapeIssue(json, bounds);
  if (issue !== undefined) return { issue };
  const document = orUndefined(documentSchema, json);
  if (document === undefined) return { issue: `${valueExcerpt(given)} is not allowed; allowed: ${form}` };
  let places = 0;
  for (const id in document.nodeDB) {
    places += 1;
    if (places > maxPlaces) return { issue: `has too many nodes; allowed: at most ${maxPlaces}` };
    const place: unknown = Reflect.get(document.nodeDB, id);
    if (!placeSchema.validate(place))
      return {
        issue: `nodeDB[${valueExcerpt(id)}]: ${valueExcerpt(place)} is not allowed; allowed: ${form}`,
      };
  }
  const text = JSON.stringify(json);
  return text.length > maxPositionsLength ? tooLong(text.length) : { text };
}

function tooLong(length: number): { readonly issue: string } {
  return { issue: `has ${length} characters; allowed: at most ${maxPositionsLength}` };
}

/** Undefined for a text that is no JSON. */
function parsed(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
}
