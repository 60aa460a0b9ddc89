import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { systemClock } from '../../core/time/clock.js';

/** How often files are looked at, ms. One that is the same at two looks is not being written any more. */
const interval = 200;

/**
 * Calls `onChange` once files have changed and are being left alone: what they hold, whether they are there, or what
 * stands behind a link. They are looked at, since what the system tells of them depends on how an editor saves, and
 * is nothing at all across many mounts.
 * @param before what was looked at before the files were read
 * @param filesNow the files to look at; asked each time
 * @returns stops looking
 */
export function watchFiles(
  before: Looks,
  filesNow: () => readonly string[],
  onChange: () => Promise<unknown>,
): () => void {
  const clock = systemClock();
  // What is named in them was read later.
  let known: Looks = new Map([...looksOf(filesNow()), ...before]);
  let last: Looks = known;
  const over = new AbortController();
  const isOver = () => over.signal.aborted;
  const look = async () => {
    const now = await looksAt(filesNow());
    if (isOver()) return;
    const isSettled = [...now].every(([file, traces]) => last.get(file) === traces);
    last = now;
    if (isSettled) {
      // One that is new among them was read just now, under the name that another file gave it.
      const isChanged = [...now].some(([file, traces]) => (known.get(file) ?? traces) !== traces);
      known = now;
      if (isChanged) await onChange();
    }
    if (!isOver()) timer = clock.setTimeout(look, interval);
  };
  let timer = clock.setTimeout(look, interval);
  return () => {
    over.abort();
    timer.cancel();
  };
}

/** What a file looks like from outside, by its name. */
export type Looks = ReadonlyMap<string, string>;

/** What files look like now. */
export function looksOf(files: readonly string[]): Looks {
  return new Map(files.map((file) => [file, tracesOf(file)]));
}

async function looksAt(files: readonly string[]): Promise<Looks> {
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

/** What can't be looked at, such as a link to itself, is as good as not there. */
function tracesOf(file: string): string {
  try {
    return textOf(statSync(file, { bigint: true }));
  } catch {
    return absent;
  }
}

interface Traces {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

const textOf = ({ dev, ino, size, mtimeNs, ctimeNs }: Traces) =>
  [dev, ino, size, mtimeNs, ctimeNs].map(String).join(' ');
