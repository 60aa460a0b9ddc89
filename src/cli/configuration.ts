import { issueLine } from '../documents/located-issue.js';
import { checkPorts, sharedPortIssues } from '../config/shared-ports.js';
import { type LoadInput, type LoadedConfig, loadConfig } from '../config/load.js';
import { CliError, exitCodes } from './exit-codes.js';
import type { Flags } from './flags.js';

/** Flags, variables and file of a command's configuration. */
export function inputOf(flags: Flags): LoadInput {
  const file = flags.get('--config');
  return { flags, variables: process.env, ...(file === undefined ? {} : { file }) };
}

/** Loads the configuration of a command, as a start opens it: without two ports that are the same. */
export function loadForStart(flags: Flags): ReturnType<typeof loadConfig> {
  const loaded = loadConfig(inputOf(flags), sharedPortIssues);
  return 'issues' in loaded ? loaded : checkPorts(loaded);
}

/** Loads the configuration of a command. Throws a `CliError`: exit code 2 for issues of flags alone, else 3. */
export function configuration(flags: Flags): LoadedConfig {
  const loaded = loadForStart(flags);
  if (!('issues' in loaded)) return loaded;
  const isUsage = loaded.issues.every(({ origin }) => origin.kind === 'flag');
  throw new CliError(
    isUsage ? exitCodes.usage : exitCodes.configuration,
    loaded.issues.map(issueLine).join('\n'),
  );
}
