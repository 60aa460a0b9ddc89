import { type Bend, wholeBetween } from '../bend.js';

/** Datagrams may be lost. */
export const reportLost: Bend<'report-lost'> = {
  name: 'report-lost',
  summary: 'a datagram with reports by UDP is lost',
  stages: ['report'],
  hooks: () => ({ report: (delivery) => ({ ...delivery, copies: 0 }) }),
};

/** Datagrams may come twice. */
export const reportDuplicated: Bend<'report-duplicated'> = {
  name: 'report-duplicated',
  summary: 'a datagram with reports by UDP comes two to four times',
  stages: ['report'],
  hooks: (draw) => {
    const copies = wholeBetween(draw, 2, 4);
    return { report: (delivery) => ({ ...delivery, copies }) };
  },
};

/** Datagrams may overtake each other. */
export const reportReordered: Bend<'report-reordered'> = {
  name: 'report-reordered',
  summary: 'a datagram with reports by UDP comes after one to five later ones of the same kind of report',
  stages: ['report'],
  hooks: (draw) => {
    const after = wholeBetween(draw, 1, 5);
    return { report: (delivery) => ({ ...delivery, after }) };
  },
};

/** Part of a datagram. */
export const reportCut: Bend<'report-cut'> = {
  name: 'report-cut',
  summary: 'the end of a datagram with reports by UDP is missing',
  stages: ['report'],
  hooks: (draw) => {
    const share = draw.real();
    return { datagram: (payload) => payload.subarray(0, Math.floor(share * payload.length)) };
  },
};

/** A datagram of bytes by chance. */
export const reportGarbled: Bend<'report-garbled'> = {
  name: 'report-garbled',
  summary: 'one to eight bytes of a datagram with reports by UDP have other values',
  stages: ['report'],
  hooks: (draw) => {
    const count = wholeBetween(draw, 1, 8);
    return {
      datagram: (payload) => {
        const bytes = Uint8Array.from(payload);
        for (let each = 0; each < count && bytes.length > 0; each += 1)
          bytes[wholeBetween(draw, 0, bytes.length - 1)] = wholeBetween(draw, 0, 255);
        return bytes;
      },
    };
  },
};

/** A length in a report that reaches far behind its end. */
export const reportLyingLength: Bend<'report-lying-length'> = {
  name: 'report-lying-length',
  summary: 'the first length in a datagram with reports by UDP is 0, or as large as it can be',
  stages: ['report'],
  hooks: (draw) => {
    const length = draw.real() < 0.5 ? 0 : 0xff_ff;
    return {
      datagram: (payload) => {
        const bytes = Buffer.from(payload);
        if (bytes.length >= 4) bytes.writeUInt16BE(length, 2);
        return bytes;
      },
    };
  },
};
