import { close } from '../../faults/kinds/close.js';
import { duplicate } from '../../faults/kinds/duplicate.js';
import { garbage as garbageFault } from '../../faults/kinds/garbage.js';
import { rst as rstFault } from '../../faults/kinds/rst.js';
import { type Bend, isHttp, requestStages, wholeBetween } from '../bend.js';
import { withoutState } from '../without-state.js';

/** RST instead of the reply. */
export const rst: Bend<'rst'> = {
  name: 'rst',
  summary: 'the command is executed; a RST is sent instead of the reply',
  stages: requestStages,
  hooks: () => rstFault.make({}, withoutState),
};

/** FIN instead of the reply. */
export const closed: Bend<'closed'> = {
  name: 'closed',
  summary: 'the command is executed; a FIN is sent instead of the reply',
  stages: requestStages,
  hooks: () => close.make({}, withoutState),
};

/** Time without a reply, ms of the radio's clock. */
const silence = 30_000;

/** No reply. */
export const noReply: Bend<'no-reply'> = {
  name: 'no-reply',
  summary: 'the command is executed and not answered; after 30 s a FIN is sent',
  stages: requestStages,
  hooks: () => ({
    deliver: (delivery) => ({
      ...delivery,
      text: undefined,
      delayMs: delivery.delayMs + silence,
      ending: 'close',
    }),
  }),
};

/** Part of the reply. */
export const truncated: Bend<'truncated'> = {
  name: 'truncated',
  summary: 'part of the reply is sent with the full Content-Length, then a FIN or a RST',
  stages: requestStages,
  hooks: (draw) => {
    const share = draw.real();
    const ending = draw.real() < 0.5 ? 'close' : 'reset';
    return {
      deliver: (delivery) => {
        const length = Buffer.byteLength(delivery.text ?? '', delivery.encoding ?? 'utf8');
        return { ...delivery, cutAt: Math.floor(share * length), ending };
      },
    };
  },
};

/** Bytes that are no JSON. */
export const garbage: Bend<'garbage'> = {
  name: 'garbage',
  summary: 'text of the same length that is not JSON is sent instead of the reply',
  stages: requestStages,
  hooks: () => garbageFault.make({}, withoutState),
};

/** The reply twice. */
export const duplicated: Bend<'duplicated'> = {
  name: 'duplicated',
  summary: 'the whole reply is sent twice on the same connection',
  stages: requestStages,
  hooks: () => duplicate.make({}, withoutState),
};

/** Chunks without the last one. */
export const chunkedCut: Bend<'chunked-cut'> = {
  name: 'chunked-cut',
  summary: 'HTTP: the reply is in chunks, and a FIN comes before the last one',
  stages: requestStages,
  fits: isHttp,
  hooks: (draw) => {
    const chunkBytes = wholeBetween(draw, 4, 32);
    const share = draw.real();
    return {
      deliver: (delivery) => {
        const length = Buffer.byteLength(delivery.text ?? '', delivery.encoding ?? 'utf8');
        return { ...delivery, chunkBytes, cutAt: Math.floor(share * length), ending: 'close' };
      },
    };
  },
};

/** A Content-Length that is too small. */
export const shortLength: Bend<'short-length'> = {
  name: 'short-length',
  summary: 'HTTP: Content-Length is 1 to 16 bytes too small; all bytes are sent, then a FIN',
  stages: requestStages,
  fits: isHttp,
  hooks: (draw) => {
    const missing = wholeBetween(draw, 1, 16);
    return {
      deliver: (delivery) => {
        const length = Buffer.byteLength(delivery.text ?? '', delivery.encoding ?? 'utf8');
        const said = ['Content-Length', String(Math.max(0, length - missing))] as const;
        return { ...delivery, headers: [...(delivery.headers ?? []), said], ending: 'close' };
      },
    };
  },
};
