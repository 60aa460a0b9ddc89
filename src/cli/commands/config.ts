import { effectiveLines } from '../../config/print.js';
import { configJsonSchema } from '../../config/json-schema.js';
import { configuration } from '../configuration.js';
import type { Flags } from '../flags.js';
import { withMethodsFile } from '../start/methods-file.js';
import { simulatorOf } from '../start/simulator-of.js';
import { withControl } from '../start/start-control.js';

/** `silvus-mock config check`: says whether the configuration is right. */
export async function checkConfig(flags: Flags): Promise<void> {
  const loaded = await withMethodsFile(configuration(flags));
  const { files, warnings } = loaded;
  // What start would refuse to make is wrong too.
  simulatorOf(withControl(loaded));
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
  process.stdout.write(`The configuration is right${files.length === 0 ? '' : `: ${files.join(', ')}`}.\n`);
}

/** One long value does not push all origins off the screen. */
const mostPadded = 48;

/** `silvus-mock config print`: prints every setting and where its value came from. */
export function printConfig(flags: Flags, asJson: boolean): void {
  const lines = effectiveLines(configuration(flags));
  if (asJson) {
    const rows = lines.map(({ path, value, origin }) => ({ path, value, from: origin }));
    process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
    return;
  }
  const width = Math.min(mostPadded, Math.max(...lines.map(({ path, value }) => `${path}: ${value}`.length)));
  for (const { path, value, origin } of lines) {
    process.stdout.write(`${`${path}: ${value}`.padEnd(width)}  # ${origin}\n`);
  }
}

/** `silvus-mock config schema`: prints the JSON Schema of the configuration file. */
export function printSchema(): void {
  process.stdout.write(`${JSON.stringify(configJsonSchema(), undefined, 2)}\n`);
}
