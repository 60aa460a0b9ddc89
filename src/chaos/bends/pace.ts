import { chunked as chunkedFault } from '../../faults/kinds/chunked.js';
import { type Bend, isHttp, pick, requestStages, spread, wholeBetween } from '../bend.js';
import { withoutState } from '../without-state.js';

/** A few bytes at a time. */
export const slowDrip: Bend<'slow-drip'> = {
  name: 'slow-drip',
  summary: 'the reply comes in 2 to 40 pieces, over 10 ms to 3 s',
  stages: requestStages,
  hooks: (draw) => {
    const pieces = wholeBetween(draw, 2, 40);
    const ms = spread(draw, 10, 3_000);
    return {
      deliver: (delivery) => {
        const bytes = Math.max(1, Math.ceil(Buffer.byteLength(delivery.text ?? '') / pieces));
        return { ...delivery, drip: { bytes, intervalMs: ms / pieces } };
      },
    };
  },
};

/** Chunked transfer coding. */
export const chunked: Bend<'chunked'> = {
  name: 'chunked',
  summary: 'HTTP: the reply is in chunks of 1 to 64 bytes, without Content-Length',
  stages: requestStages,
  fits: isHttp,
  hooks: (draw) => chunkedFault.make({ bytes: wholeBetween(draw, 1, 64) }, withoutState),
};

/** Headers that HTTP allows. */
export const extraHeaders: Bend<'extra-headers'> = {
  name: 'extra-headers',
  summary: 'HTTP: further headers, and a Content-Type with parameters or in other letters',
  stages: requestStages,
  fits: isHttp,
  hooks: (draw) => {
    const further = wholeBetween(draw, 1, 12);
    const type = pick(draw, 'application/json; charset=utf-8', 'Application/JSON', 'application/json;q=1');
    return {
      deliver: (delivery) => ({
        ...delivery,
        headers: [
          ...(delivery.headers ?? []),
          ...(delivery.type === undefined ? [['content-type', type] as const] : []),
          ['Server', 'lighttpd/1.4.35'],
          ['Cache-Control', 'no-cache'],
          ...Array.from({ length: further }, (_, index) => [`X-Extra-${index}`, 'a, b; c="d"'] as const),
        ],
      }),
    };
  },
};
