import process from 'node:process';

/** ID of this process, as the operating system knows it. */
export const processId: number = process.pid;
