import { print } from './ask.js';
import { ControlClient } from './control-client.js';
import type { ControlFlags } from './control-flags.js';

/** `silvus-mock metrics`: prints what Prometheus would get. */
export async function metrics(flags: ControlFlags): Promise<void> {
  const text = await new ControlClient(flags).text('/metrics');
  print(text.trimEnd());
}
