import { madeOnce } from '../../core/made-once.js';
import type { LoopDelay } from '../../core/process/loop-delay.js';
import { type Route, textRoute } from './route.js';
import type { Simulator } from '../../simulator/simulator.js';

/** The metrics page for Prometheus. Its library is loaded with the first scrape, or in advance. */
export function metricsRoutes(simulator: Simulator, loop: LoopDelay): readonly Route[] {
  const exposition = madeOnce(async () => {
    const { Exposition } = await import('../metrics/exposition.js');
    return new Exposition(simulator, loop);
  });
  return [
    textRoute({
      method: 'GET',
      path: '/metrics',
      summary: 'Metrics in the text format of Prometheus',
      contentType: 'text/plain; version=0.0.4; charset=utf-8',
      handle: async () => (await exposition()).text(),
    }),
  ];
}
