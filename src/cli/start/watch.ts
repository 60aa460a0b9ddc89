import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { systemClock } from '../../core/time/clock.js';

/** Time between two checks, ms. A file with the same fingerprint at two checks is not being written any more. */
const interval = 200;

/**
 * Calls `onChange` when files were created, changed, replaced or deleted and two checks in a row agree. Files are
 * polled: file system events depend on how an editor saves, and many mounts have none.
 * @param before fingerprints from before the files were read
 * @param filesNow the files to check, evaluated at each check
 * @returns stops checking
 */
export function watchFiles(
  before: Fingerprints,
  filesNow: () => readonly string[],
  onChange: () => Promise<unknown>,
): () => void {
  const clock = systemClock();
  // Files that the configuration names, such as a model, were read after `before`.
  let known: Fingerprints = new Map([...fingerprintsOf(filesNow()), ...before]);
  let last: Fingerprints = known;
  const stopped = new AbortController();
  const isStopped = () => stopped.signal.aborted;
  const check = async () => {
    const now = await readFingerprints(filesNow());
    if (isStopped()) return;
    const isSettled = [...now].every(([file, fingerprint]) => last.get(file) === fingerprint);
    last = now;
    if (isSettled) {
      // A file without a known fingerprint was named by the last reload, which has read it.
      const isChanged = [...now].some(
        ([file, fingerprint]) => (known.get(file) ?? fingerprint) !== fingerprint,
      );
      known = now;
      if (isChanged) await onChange();
    }
    if (!isStopped()) timer = clock.setTimeout(check, interval);
  };
  let timer = clock.setTimeout(check, interval);
  return () => {
    stopped.abort();
    timer.cancel();
  };
}

/** Fingerprints of files by name: identity, size and times, not the contents. */
type Fingerprints = ReadonlyMap<string, string>;

/** The current fingerprints of files. */
export function fingerprintsOf(files: readonly string[]): Fingerprints {
  return new Map(files.map((file) => [file, fingerprintOf(file)]));
}

async function readFingerprints(files: readonly string[]): Promise<Fingerprints> {
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const found = await stat(file, { bigint: true }).catch(() => undefined);
        return [file, found === undefined ? absent : textOf(found)] as const;
      }),
    ),
  );
}

const absent = 'absent';

/** A file without a status, such as a link to itself, counts as absent. */
function fingerprintOf(file: string): string {
  try {
    return textOf(statSync(file, { bigint: true }));
  } catch {
    return absent;
  }
}

interface FileStatus {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

const textOf = ({ dev, ino, size, mtimeNs, ctimeNs }: FileStatus) =>
  [dev, ino, size, mtimeNs, ctimeNs].map(String).join(' ');
