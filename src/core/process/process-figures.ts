import { readFile, readdir } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { getHeapStatistics } from 'node:v8';

/** Figures of this process from the operating system and from V8. */
export interface ProcessFigures {
  /** CPU time since its start, s. */
  readonly cpuUserSeconds: number;
  readonly cpuSystemSeconds: number;
  /** Undefined where the system does not say, or where no descriptor is left to ask it with. */
  readonly residentBytes: number | undefined;
  readonly heapUsedBytes: number;
  readonly heapTotalBytes: number;
  /** Memory outside the heap: buffers and native parts of objects. */
  readonly externalBytes: number;
  /** s since 1970. */
  readonly startedAtSeconds: number;
  /** Open descriptors; undefined where the system does not say. */
  readonly openDescriptors: number | undefined;
  /** Limit of open descriptors; undefined where there is none or the system does not say. */
  readonly maxDescriptors: number | undefined;
}

/** Reads the present figures. Never rejects. */
export async function processFigures(): Promise<ProcessFigures> {
  const [openDescriptors, maxDescriptors] = await Promise.all([descriptors(), descriptorLimit()]);
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
    maxDescriptors,
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
