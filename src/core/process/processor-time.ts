import process from 'node:process';

/** Processor time that this process has used, ms. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
