import { setImmediate as turn } from 'node:timers/promises';
import { systemClock } from '../../core/time/clock.js';
import type { VirtualClock } from '../../core/time/virtual-clock.js';
import type { SimulatedRadio } from '../../library/simulated-radio.js';
import type { Answer, Endpoint } from './endpoint.js';
import { socketEndpoint } from './url-endpoint.js';

/** Real time for an answer of the simulator, ms: it only ends what hangs. */
const timeoutMs = 10_000;

const silence: Answer = { kind: 'silent', text: '' };

/** A simulated radio on virtual time: its ports are real, and time passes only by `pass`. */
export function simulatorEndpoint(radio: SimulatedRadio<VirtualClock>): Endpoint {
  const { clock, http, maintenance } = radio;
  const sockets = socketEndpoint(
    { place: http, path: '/streamscape_api', headers: [], maintenance },
    { clock: systemClock(), timeoutMs },
  );
  return {
    ...sockets,
    // All of them are in before the first is carried out, so that the queue is as full as it can be.
    burst: async (bodies) => {
      radio.worker.pause();
      let settled = 0;
      const answers = bodies.map(async (body) => {
        const [answer = silence] = await sockets.burst([body]);
        settled += 1;
        return answer;
      });
      while (settled + radio.worker.figures.waiting < bodies.length) await turn();
      radio.worker.resume();
      return Promise.all(answers);
    },
    pass: (ms) => clock.advance(ms),
    reset: () => radio.reset(),
  };
}
