import { deepFreeze } from '../../../core/freeze.js';
import { type Issue, issuesOf, withInput } from '../../../documents/issue.js';
import { partsOf } from '../parts.js';
import type { RadioKind } from '../radio-kind.js';
import { resolveNetwork } from '../resolve.js';
import type { ResolvedNetwork } from '../resolved.js';
import { networkSchema } from '../schema/document.js';
import { linkIssues } from './links.js';
import { nodeIssues } from './nodes.js';
import { type OtherPort, portIssues } from './ports.js';
import { readAllSeries } from './series.js';
import { settingIssues } from './settings.js';
import { steeringIssues } from './steering.js';

/** Options of a check. */
export interface CheckOptions {
  readonly radio: RadioKind;
  /** Seed of a document without one. */
  readonly seed: number;
  /** Where the files of series are. */
  readonly folder: string;
  /** Ports that its radios must not have. */
  readonly otherPorts?: readonly OtherPort[] | undefined;
}

/** A network, or all that is wrong with the document. */
type Checked =
  | { readonly network: ResolvedNetwork }
  | {
      readonly issues: readonly Issue[];
      /** The files of series. */
      readonly files: readonly string[];
    };

/** Checks a document: its form, and then what its parts say about each other, even if some have issues. */
export function checkNetwork(input: unknown, options: CheckOptions): Checked {
  const { radio, folder, otherPorts } = options;
  const parsed = networkSchema.safeParse(input, withInput);
  const parts = parsed.success
    ? { ...parsed.data, generate: parsed.data.generate, isComplete: true }
    : partsOf(input);
  const series = readAllSeries(parts.links, folder);
  const issues = [
    ...(parsed.success ? [] : issuesOf(parsed.error)),
    ...nodeIssues(parts, radio.model),
    ...portIssues(parts, radio.model.identity.build_tag, otherPorts),
    ...linkIssues(parts),
    ...settingIssues(parts, radio),
    ...steeringIssues(parts, radio),
    ...series.issues,
  ];
  if (!parsed.success || issues.length > 0) return { issues, files: series.files };
  return { network: deepFreeze(resolveNetwork(parsed.data, series.series, options)) };
}
