/** Parent of this process, read before anything else is loaded: a parent may end within the time of a start. */
export const parentAtStart = process.ppid;
