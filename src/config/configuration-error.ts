import { SilvusMockError } from '../core/errors.js';
import { type LoadFault, faultLine } from './layer.js';
import { excerpt } from '../core/text.js';

/** One thing that is wrong with a configuration, for a program. */
export interface ConfigurationFault {
  /** `silvus-mock.yaml`; undefined where it is in no file. */
  readonly file: string | undefined;
  /** Begins at 1; undefined where the file as a whole is wrong. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** The setting at fault, where it is one. */
  readonly key: string | undefined;
  /** The whole of it in one line: where, the key, the value, what is allowed. */
  readonly message: string;
}

/** What is thrown for a configuration that can't be taken, with all that is wrong: a line for each in its message. */
export class ConfigurationError extends SilvusMockError {
  /** All that is wrong. */
  readonly faults: readonly ConfigurationFault[];

  /** An error with all that is wrong. */
  constructor(faults: readonly LoadFault[]) {
    super('CONFIG_INVALID', faults.map(faultLine).join('\n'));
    this.name = 'ConfigurationError';
    this.faults = faults.map(faultOf);
  }
}

function faultOf(fault: LoadFault): ConfigurationFault {
  const { origin, key } = fault;
  const [, file, line, column] = /^(.*):(\d+):(\d+)$/.exec(origin.name) ?? [];
  return {
    file: origin.kind === 'file' ? (file ?? origin.name) : undefined,
    line: line === undefined ? undefined : Number(line),
    column: column === undefined ? undefined : Number(column),
    key: key === undefined || key === '' ? undefined : excerpt(key),
    message: faultLine(fault),
  };
}
