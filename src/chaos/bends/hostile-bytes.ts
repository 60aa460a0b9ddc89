import { type Bend, isHttp, isJson, callStages, pick, requestStages, spread, wholeBetween } from '../bend.js';

/** The UTF-8 of a text with a character for each byte. */
const bytesOf = (text: string) => Buffer.from(text).toString('latin1');

/** Puts characters into a text, each a byte. */
function inserted(text: string, share: number, bytes: string): string {
  const all = bytesOf(text);
  const at = Math.floor(share * (all.length + 1));
  return all.slice(0, at) + bytes + all.slice(at);
}

/** Bytes 0 in the reply. */
export const nulBytes: Bend<'nul-bytes'> = {
  name: 'nul-bytes',
  summary: 'bytes 0 stand in the reply',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => {
    const share = draw.real();
    const count = wholeBetween(draw, 1, 8);
    return {
      deliver: (delivery) =>
        delivery.text === undefined
          ? delivery
          : { ...delivery, text: inserted(delivery.text, share, '\0'.repeat(count)), encoding: 'latin1' },
    };
  },
};

/** Bytes that are no UTF-8. */
export const invalidUtf8: Bend<'invalid-utf8'> = {
  name: 'invalid-utf8',
  summary: 'bytes that are not UTF-8 stand in the reply',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => {
    const share = draw.real();
    const bytes = pick(draw, '\xff\xfe', '\xc0\x80', '\xed\xa0\x80', '\xf5\x80\x80\x80', '\xe2\x82', '\x80');
    return {
      deliver: (delivery) =>
        delivery.text === undefined
          ? delivery
          : { ...delivery, text: inserted(delivery.text, share, bytes), encoding: 'latin1' },
    };
  },
};

/** More headers than anyone expects. */
export const headerFlood: Bend<'header-flood'> = {
  name: 'header-flood',
  summary: 'HTTP: 50 to 5,000 further headers, or one of up to 256 KiB',
  stages: requestStages,
  fits: isHttp,
  hooks: (draw) => {
    const count = spread(draw, 50, 5_000);
    const length = spread(draw, 1_024, 262_144);
    const flood: readonly (readonly [string, string])[] =
      draw.real() < 0.5
        ? Array.from({ length: count }, (_, index) => [`X-Flood-${index}`, 'a'.repeat(40)] as const)
        : [['X-Flood', 'a'.repeat(length)]];
    return {
      deliver: (delivery) =>
        delivery.text === undefined
          ? delivery
          : { ...delivery, headers: [...(delivery.headers ?? []), ...flood] },
    };
  },
};

/** Bytes of a header or a body that does not end. */
const endless = (draw: Parameters<typeof spread>[0]) => spread(draw, 1_048_576, 16_777_216);

/** A header without an end. */
export const endlessHeader: Bend<'endless-header'> = {
  name: 'endless-header',
  summary: 'HTTP: a header of 1 to 16 MiB, then a FIN; no body',
  stages: requestStages,
  fits: isHttp,
  hooks: (draw) => {
    const bytes = endless(draw);
    return {
      deliver: (delivery) => ({
        ...delivery,
        text: 'HTTP/1.1 200 OK\r\nX-Endless: ',
        isBare: true,
        filler: { text: 'a', bytes },
        ending: 'close',
      }),
    };
  },
};

/** A status line that is none. */
export const badStatusLine: Bend<'bad-status-line'> = {
  name: 'bad-status-line',
  summary: 'the reply begins with a status line that HTTP does not know, then a FIN',
  stages: requestStages,
  fits: isHttp,
  hooks: (draw) => {
    const line = pick(
      draw,
      'HTTP/9.9 200 OK',
      'ICY 200 OK',
      'HTTP/1.1 20x OK',
      'HTTP/1.1 99999999999999999999 OK',
      'HTTP/1.1',
      '\x16\x03\x01\x02\x00',
      '',
    );
    return {
      deliver: (delivery) => {
        const body = delivery.text ?? '';
        const head = `${line}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
        return { ...delivery, text: head + bytesOf(body), encoding: 'latin1', isBare: true, ending: 'close' };
      },
    };
  },
};

/** A body that does not end before its bound. */
export const endlessBody: Bend<'endless-body'> = {
  name: 'endless-body',
  summary: 'the reply begins as JSON and goes on for 1 to 16 MiB, then a FIN; over HTTP in chunks',
  stages: requestStages,
  hooks: (draw) => {
    const bytes = endless(draw);
    const text = pick(draw, '{"result" : ["', '[', ' ', '{"result" : [');
    const unit = pick(draw, 'a', '[', ' ', '"2220", ');
    return {
      deliver: (delivery) =>
        delivery.text === undefined
          ? delivery
          : { ...delivery, text, chunkBytes: 1_024, filler: { text: unit, bytes }, ending: 'close' },
    };
  },
};
