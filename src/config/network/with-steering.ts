import { SilvusMockError } from '../../core/errors.js';
import { deepFreeze } from '../../core/freeze.js';
import { keyExcerpt } from '../../core/text.js';
import { checked } from '../../documents/check.js';
import { maxIssues } from '../../documents/issue.js';
import { steeringIssues } from './check/steering.js';
import type { RadioKind } from './radio-kind.js';
import { resolveSteering } from './resolve.js';
import type { ResolvedNetwork } from './resolved.js';
import type { SteeringLine } from './schema/document.js';
import { steeringField } from './schema/steering.js';

/** A network with other steering than that of its document. Throws `OPTION_INVALID` with all that is wrong. */
export function withSteering(
  network: ResolvedNetwork,
  steering: readonly SteeringLine[],
  radio: RadioKind,
): ResolvedNetwork {
  const lines = checked('steering', steeringField, steering);
  const { settings, nodes, interference, physics } = network;
  const parts = {
    settings,
    nodes: nodes.map(({ nodeid }) => ({ nodeid })),
    generate: undefined,
    links: [],
    interference,
    steering: lines,
    isComplete: true,
  };
  const issues = steeringIssues(parts, radio);
  if (issues.length === 0)
    return deepFreeze({
      ...network,
      steering: resolveSteering(lines, radio, physics.propagation.antennaHeight),
    });
  const shown = issues
    .slice(0, maxIssues)
    .map(({ path, message }) => `${keyExcerpt(path.map(String).join('.'))}: ${message}`);
  const more = issues.length > maxIssues ? [`and ${issues.length - maxIssues} more`] : [];
  throw new SilvusMockError('OPTION_INVALID', [...shown, ...more].join('; '));
}
