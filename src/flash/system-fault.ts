import { SilvusMockError } from '../core/errors.js';

const known: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file, or its path leads through one',
  ENOTDIR: 'it is a file, or its path leads through one',
  EACCES: 'there is no permission for it',
  EPERM: 'there is no permission for it',
  ENOENT: 'it is not there and can not be made',
  EROFS: 'its file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EOPNOTSUPP: 'its file system has no Unix sockets',
  ENOTSUP: 'its file system has no Unix sockets',
};

/** The code of a fault that came from the operating system: `ENOSPC`; undefined for any other. */
export function codeOf(fault: unknown): string | undefined {
  return fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? fault.code : undefined;
}

/** A fault of a file or folder as a `STATE_DIR_UNUSABLE`; one that is an error of ours already stays. */
export function unusable(what: string, fault: unknown): SilvusMockError {
  if (fault instanceof SilvusMockError) return fault;
  const code = codeOf(fault) ?? '';
  const told = known[code];
  const why = told === undefined ? String(fault) : `${told} (${code})`;
  return new SilvusMockError('STATE_DIR_UNUSABLE', `${what} can't be used: ${why}`, { cause: fault });
}
