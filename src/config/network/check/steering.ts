import type { Issue } from '../../../documents/issue.js';
import { type NetworkParts, nodeIdsOf } from '../parts.js';
import type { RadioKind } from '../radio-kind.js';
import type { ParsedCall, ParsedLine } from '../schema/steering.js';
import { nodeIssues } from './nodes.js';
import { settingIssues } from './settings.js';

/** The nodes and sources of interference that there are when a steering call is carried out. */
export interface SteeredParts {
  hasNode(id: number): boolean;
  hasSource(id: string): boolean;
}

/** Checks that each line of steering is about nodes and sources of interference that there are at its time. */
export function steeringIssues(parts: NetworkParts, radio: RadioKind): readonly Issue[] {
  if (!parts.isComplete || parts.steering.length === 0) return [];
  const nodes = new Set(nodeIdsOf(parts));
  const sources = new Set(parts.interference.flatMap(({ id }) => id ?? []));
  const present = {
    hasNode: (id: number) => nodes.has(id),
    hasSource: (id: string) => sources.has(id),
  };
  return parts.steering.flatMap((line, index) => {
    const issues = lineIssues(line, present, parts, radio);
    if (line.do === 'add') nodes.add(line.node.nodeid);
    if (line.do === 'remove') nodes.delete(line.node);
    if (line.do === 'set-interference') sources.add(line.source.id);
    if (line.do === 'remove-interference') sources.delete(line.id);
    return issues.map(({ path, ...issue }) => ({ ...issue, path: ['steering', index, ...path] }));
  });
}

function lineIssues(
  line: ParsedLine,
  present: SteeredParts,
  parts: NetworkParts,
  radio: RadioKind,
): readonly Issue[] {
  if (line.do === 'add') return addIssues(line.node, present, parts, radio);
  if (line.do === 'remove') return unknownNode(['node'], line.node, present);
  return callIssues(line, present);
}

/** The issues of a steering call about what there is. */
export function callIssues(call: ParsedCall, present: SteeredParts): readonly Issue[] {
  switch (call.do) {
    case 'move':
      return unknownNode(['node'], call.node, present);
    case 'set-interference':
      return [];
    case 'remove-interference':
      if (present.hasSource(call.id)) return [];
      return [
        {
          path: ['id'],
          message: `${JSON.stringify(call.id)}: there is no such source; allowed: the id of a source of interference`,
        },
      ];
    case 'cut':
    case 'join':
    case 'override': {
      const { from, to } = call;
      const unknown = [...unknownNode(['from'], from, present), ...unknownNode(['to'], to, present)];
      if (from !== to || unknown.length > 0) return unknown;
      return [{ path: ['to'], message: `${to}: is the node itself; allowed: another node than from` }];
    }
  }
}

function unknownNode(path: readonly string[], id: number, present: SteeredParts): readonly Issue[] {
  if (present.hasNode(id)) return [];
  return [{ path, message: `${id}: there is no such node; allowed: the ID of a node of the network` }];
}

/** The issues of a node that is added: those that a node of the document has. */
function addIssues(
  node: Extract<ParsedLine, { readonly do: 'add' }>['node'],
  present: SteeredParts,
  { settings }: NetworkParts,
  radio: RadioKind,
): readonly Issue[] {
  const alone = {
    settings,
    nodes: [node],
    generate: undefined,
    links: [],
    interference: [],
    steering: [],
    isComplete: true,
  };
  const issues = [...nodeIssues(alone, radio.model), ...settingIssues(alone, radio)]
    // Those of the settings of all nodes are reported once.
    .filter(({ path }) => path[0] === 'nodes')
    .map(({ path, ...issue }) => ({ ...issue, path: ['node', ...path.slice(2)] }));
  if (!present.hasNode(node.nodeid)) return issues;
  const message = `${node.nodeid}: is a node of the network already; allowed: an ID that no other node has`;
  return [{ path: ['node', 'nodeid'], message }, ...issues];
}
