import { z } from 'zod';
import { durationField } from '../../documents/fields.js';
import type { RandomStream } from '../../core/random.js';
import { faultKind } from '../kind.js';

const distributions = {
  /** `ms` plus or minus up to `jitter`. */
  uniform: (ms: number, jitter: number, draw: RandomStream) => ms + (2 * draw.real() - 1) * jitter,
  /** `ms` with `jitter` as its standard deviation (Box and Muller). */
  normal: (ms: number, jitter: number, draw: RandomStream) =>
    ms + jitter * Math.sqrt(-2 * Math.log(1 - draw.real())) * Math.cos(2 * Math.PI * draw.real()),
  /** At least `ms`, plus `jitter` on average. */
  exponential: (ms: number, jitter: number, draw: RandomStream) => ms - jitter * Math.log(1 - draw.real()),
};

/** The reply is delayed. */
export const latency = faultKind({
  name: 'latency',
  summary: 'the reply is delayed',
  params: z.strictObject({
    ms: durationField.meta({ description: 'delay of the reply', example: '400ms' }),
    jitter: durationField.prefault('0ms').describe('how far a delay is from ms at random'),
    distribution: z
      .enum(['uniform', 'normal', 'exponential'])
      .default('uniform')
      .describe(
        'uniform: up to jitter around ms; normal: jitter is the standard deviation; exponential: ms and jitter more on average',
      ),
  }),
  make: ({ ms, jitter, distribution }) => ({
    deliver: (delivery, draw) => {
      const wait = jitter === 0 ? ms : distributions[distribution](ms, jitter, draw);
      return { ...delivery, delayMs: delivery.delayMs + Math.max(0, wait) };
    },
  }),
});
