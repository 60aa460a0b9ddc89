import { readFile, readdir } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { getHeapStatistics } from 'node:v8';

/** What the operating system and the engine say of this process. */
export interface ProcessFigures {
  /** CPU time since its start, s. */
  readonly cpuUserSeconds: number;
  readonly cpuSystemSeconds: number;
  /** Undefined where the system does not tell, as where a process has no descriptor to ask it with. */
  readonly residentBytes: number | undefined;
  readonly heapUsedBytes: number;
  readonly heapTotalBytes: number;
  /** Memory of buffers and of what is bound to objects, outside the heap. */
  readonly externalBytes: number;
  /** s since 1970. */
  readonly startedAtSeconds: number;
  /** Open descriptors; undefined where the system does not tell. */
  readonly openDescriptors: number | undefined;
  /** How many it may have; undefined where there is no limit or the system does not tell. */
  readonly mostDescriptors: number | undefined;
}

/** The present figures of this process. Never rejects. */
export async function processFigures(): Promise<ProcessFigures> {
  const [openDescriptors, mostDescriptors] = await Promise.all([descriptors(), descriptorLimit()]);
  const { user, system } = process.cpuUsage();
  const heap = getHeapStatistics();
  return {
    cpuUserSeconds: user / 1e6,
    cpuSystemSeconds: system / 1e6,
    residentBytes: resident(),
    heapUsedBytes: heap.used_heap_size,
    heapTotalBytes: heap.total_heap_size,
    externalBytes: heap.external_memory,
    startedAtSeconds: performance.timeOrigin / 1_000,
    openDescriptors,
    mostDescriptors,
  };
}

function resident(): number | undefined {
  try {
    return process.memoryUsage.rss();
  } catch {
    return undefined;
  }
}

async function descriptors(): Promise<number | undefined> {
  try {
    // One of them is the folder that is being read.
    return (await readdir('/proc/self/fd')).length - 1;
  } catch {
    return undefined;
  }
}

async function descriptorLimit(): Promise<number | undefined> {
  try {
    const found = /^Max open files +(\d+)/m.exec(await readFile('/proc/self/limits', 'utf8'))?.[1];
    return found === undefined ? undefined : Number(found);
  } catch {
    return undefined;
  }
}
