/**
 * The limits of the guard, one row each: processor time of one side of a case, times that of another side. They are
 * wide: a busy machine must not reach them, a regression to a multiple must. `share`: how much of the case's calls is
 * made.
 * @type {readonly import('./verdict.js').Limit[]}
 */
export const limits = [
  { case: 'read-32', side: 'simulator', over: 'echo', atMost: 2, share: 0.1 },
  { case: 'batch-11', side: 'simulator', over: 'echo', atMost: 7, share: 0.1 },
  { case: 'maintenance', side: 'open simulator', over: 'open echo', atMost: 7, share: 0.1 },
  { case: 'journal-fill', side: 'full', over: 'empty', atMost: 1.8, share: 0.1 },
  { case: 'worker', side: 'worker', over: 'plain', atMost: 1, share: 0.1 },
  { case: 'cli-start', side: 'simulator', over: 'empty', atMost: 6, share: 0.2 },
  { case: 'start-close', side: 'simulator', over: 'servers', atMost: 14, share: 0.2 },
  { case: 'virtual-time', side: 'over HTTP', over: 'echo', atMost: 4, share: 0.1 },
  { case: 'virtual-timers', side: 'many', over: 'few', atMost: 6.5, share: 0.1 },
];
