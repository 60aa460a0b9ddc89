import { execFileSync } from 'node:child_process';

/** Most files and sockets that a process may open: `ulimit -n`. Infinite where there is no such shell. */
export function maxDescriptors() {
  try {
    // Node.js raises the soft limit of its own process to the hard one.
    const text = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
    return text === 'unlimited' ? Infinity : Number(text);
  } catch {
    return Infinity;
  }
}
