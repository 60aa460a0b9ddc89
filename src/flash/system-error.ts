import { SilvusMockError } from '../core/errors.js';
import { NoRegularFile } from '../files/regular-file.js';
import { codeOf } from '../files/system-error.js';

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

/** An error of a file or folder as `STATE_DIR_UNUSABLE`; a `SilvusMockError` stays as it is. */
export function unusable(what: string, error: unknown): SilvusMockError {
  if (error instanceof SilvusMockError) return error;
  return new SilvusMockError('STATE_DIR_UNUSABLE', `${what} can't be used: ${reasonOf(error)}`, {
    cause: error,
  });
}

function reasonOf(error: unknown): string {
  if (error instanceof NoRegularFile) return error.message;
  const code = codeOf(error) ?? '';
  const text = known[code];
  return text === undefined ? String(error) : `${text} (${code})`;
}
