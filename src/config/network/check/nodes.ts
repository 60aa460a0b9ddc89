import type { Issue } from '../../../documents/issue.js';
import type { RadioModel } from '../../../radio/model.js';
import { isFirmware4 } from '../../../radio/values/management-address.js';
import { maxNodeIdOfFirmware4, nodeIds } from '../../../radio/values/node-id.js';
import { maxNodes, maxWaypoints } from '../bounds.js';
import { columnsFor, spacingOf } from '../generate.js';
import type { NetworkParts } from '../parts.js';

/** Side of the square that nodes are generated on, m: a quarter of the way around the globe. */
const maxSide = 10_000_000;

/** Checks the nodes of a network against each other. */
export function nodeIssues(parts: NetworkParts, model: RadioModel): readonly Issue[] {
  return [
    ...duplicateIds(parts),
    ...idsBeyondFirmware(parts, model),
    ...generateIssues(parts),
    ...numberOfNodes(parts),
    ...gainIssues(parts, model),
    ...waypointIssues(parts),
    ...duplicateSources(parts),
  ];
}

function duplicateIds({ nodes }: NetworkParts): readonly Issue[] {
  return repeated(
    nodes.map(({ nodeid }) => nodeid),
    (nodeid, index, other) => ({
      path: ['nodes', index, 'nodeid'],
      message: `${nodeid}: is the ID of nodes.${other} too; allowed: an ID that no other node has`,
    }),
  );
}

/** An issue for each value that an earlier place has too; `other`: the first of them. */
function repeated<T extends string | number>(
  values: readonly (T | undefined)[],
  issueOf: (value: T, index: number, other: number) => Issue,
): readonly Issue[] {
  const first = new Map<T, number>();
  return values.flatMap((value, index) => {
    if (value === undefined) return [];
    const other = first.get(value);
    if (other !== undefined) return [issueOf(value, index, other)];
    first.set(value, index);
    return [];
  });
}

function idsBeyondFirmware({ nodes, generate }: NetworkParts, model: RadioModel): readonly Issue[] {
  if (!isFirmware4(model.identity.build_tag)) return [];
  const allowed = `allowed: 1 to ${maxNodeIdOfFirmware4}`;
  const issues = nodes.flatMap(({ nodeid = 1 }, index): Issue[] => {
    if (nodeid <= maxNodeIdOfFirmware4) return [];
    const message = `${nodeid}: is not allowed for the firmware of the model ${model.name}; ${allowed}`;
    return [{ path: ['nodes', index, 'nodeid'], message }];
  });
  if (generate === undefined || generate.firstNodeid + generate.nodes - 1 <= maxNodeIdOfFirmware4)
    return issues;
  const message = `${generate.firstNodeid}: leads to IDs that the firmware of the model ${model.name} does not have; ${allowed}`;
  return [...issues, { path: ['generate', 'firstNodeid'], message }];
}

function generateIssues({ nodes, generate }: NetworkParts): readonly Issue[] {
  if (generate === undefined) return [];
  const { firstNodeid: first, nodes: count } = generate;
  const last = first + count - 1;
  const path = ['generate', 'firstNodeid'];
  const issues: Issue[] = [];
  if (last > nodeIds.max)
    issues.push({
      path,
      message: `${first}: leads to IDs up to ${last}; allowed: at most ${nodeIds.max - count + 1}`,
    });
  const taken = nodes.findIndex(({ nodeid = -1 }) => nodeid >= first && nodeid <= last);
  if (taken >= 0) {
    const message = `${first}: the IDs ${first} to ${last} contain that of nodes.${taken}; allowed: IDs that no other node has`;
    issues.push({ path, message });
  }
  const side = columnsFor(count) * spacingOf(generate);
  if (side > maxSide)
    issues.push({
      path: ['generate', 'spacing'],
      message: `${spacingOf(generate)}: leads to a square of ${side} m; allowed: at most ${maxSide} m`,
    });
  return issues;
}

function numberOfNodes({ nodes, generate, isComplete }: NetworkParts): readonly Issue[] {
  const generated = generate?.nodes ?? 0;
  const count = nodes.length + generated;
  if (count > maxNodes) {
    const message = `${generated}: there would be ${count} nodes; allowed: at most ${maxNodes} together with those of nodes`;
    return [{ path: ['generate', 'nodes'], message }];
  }
  if (count > 0 || !isComplete) return [];
  return [{ path: ['nodes'], message: 'there is no node; allowed: at least one in nodes, or generate' }];
}

function gainIssues({ nodes, generate }: NetworkParts, model: RadioModel): readonly Issue[] {
  const issueOf = (
    path: readonly PropertyKey[],
    { antennas = model.antennas, gain }: Pick<NetworkParts['nodes'][number], 'antennas' | 'gain'>,
  ): Issue[] => {
    if (!Array.isArray(gain) || gain.length === antennas) return [];
    const message = `has ${gain.length} numbers; allowed: one number, or one for each antenna (${antennas})`;
    return [{ path: [...path, 'gain'], message }];
  };
  return [
    ...nodes.flatMap((node, index) => issueOf(['nodes', index], node)),
    ...(generate === undefined ? [] : issueOf(['generate'], generate)),
  ];
}

function waypointIssues({ nodes }: NetworkParts): readonly Issue[] {
  let points = 0;
  for (const [index, { motion }] of nodes.entries()) {
    points += motion?.kind === 'waypoints' ? motion.points.length : 0;
    if (points <= maxWaypoints) continue;
    const message = `there are more points in all motions together; allowed: at most ${maxWaypoints}`;
    return [{ path: ['nodes', index, 'motion', 'points'], message }];
  }
  return [];
}

function duplicateSources({ interference }: NetworkParts): readonly Issue[] {
  return repeated(
    interference.map(({ id }) => id),
    (id, index, other) => ({
      path: ['interference', index, 'id'],
      message: `${JSON.stringify(id)}: is the id of interference.${other} too; allowed: an id that no other source has`,
    }),
  );
}
