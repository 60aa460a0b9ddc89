import type { Command } from 'commander';

/** Options of a command that sends requests to a radio's ports. */
export interface RadioFlags {
  /** `http://host:port[/path]` or `tcp://host:port`. */
  readonly to: string;
  /** Duration, as written. */
  readonly timeout: string;
}

/** Adds the options of {@link RadioFlags}. */
export function addRadioFlags(command: Command, timeout: string): Command {
  return command
    .option(
      '--to <url>',
      'address of the radio: http://host:port, or tcp://host:port of the maintenance port',
      'http://127.0.0.1:8080/streamscape_api',
    )
    .option('--timeout <time>', 'time limit', timeout);
}
