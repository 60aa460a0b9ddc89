import { z } from 'zod';
import { ControlError } from '../server/control-error.js';
import { type Route, jsonRoute } from './route.js';
import type { Simulator } from '../../simulator/simulator.js';

/** The close of a simulator that the command has started. */
export function closeRoutes(simulator: Simulator): readonly Route[] {
  return [
    jsonRoute({
      method: 'POST',
      path: '/close',
      summary: 'Close the simulator as SIGTERM does; the event "closed" has the report',
      reply: z.strictObject({
        graceMs: z.number().describe('real time after which accepted requests are cut, ms'),
      }),
      statuses: [202],
      errors: ['CONFLICT'],
      handle: () => {
        if (!simulator.closesOnRequest) {
          const message = 'the simulator belongs to a program, which closes it itself';
          throw new ControlError('CONFLICT', message);
        }
        simulator.logger.info({}, 'shutting down: asked for over the control plane');
        void simulator.close();
        return { graceMs: simulator.config.close.grace };
      },
    }),
  ];
}
