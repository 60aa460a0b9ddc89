import type { LoopDelay } from '../../core/process/loop-delay.js';
import type { Exposition } from '../metrics/exposition.js';
import { type Route, textRoute } from './route.js';
import type { Simulator } from '../../simulator/simulator.js';

/** The metrics page for Prometheus. Its library is loaded with the first scrape, or in advance. */
export function metricsRoutes(simulator: Simulator, loop: LoopDelay): readonly Route[] {
  let exposition: Promise<Exposition> | undefined;
  const load = async () => {
    const { Exposition } = await import('../metrics/exposition.js');
    return new Exposition(simulator, loop);
  };
  return [
    textRoute({
      method: 'GET',
      path: '/metrics',
      summary: 'Metrics in the text format of Prometheus',
      contentType: 'text/plain; version=0.0.4; charset=utf-8',
      handle: async () => {
        // A load error is not kept: the next scrape tries again.
        exposition ??= load().catch((error: unknown) => {
          exposition = undefined;
          throw error;
        });
        return (await exposition).text();
      },
    }),
  ];
}
