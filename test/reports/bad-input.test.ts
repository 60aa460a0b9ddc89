import { expect, test } from 'vitest';
import { type Report, decodeDatagram, encodeReport, snrOf } from '../../src/reports/reports.js';

const report: Report = {
  type: 'temperature',
  revision: '1.0',
  current: 45,
  maximum: 55,
  overheats: 0,
};

/** A value: its type, its length and its text. */
const value = (type: number, text: string) => {
  const bytes = Buffer.alloc(4 + text.length + 1);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(text.length + 1, 2);
  bytes.write(text, 4, 'latin1');
  return bytes;
};
const datagram = (...values: readonly (readonly [number, string])[]) =>
  Buffer.concat(values.map(([type, text]) => value(type, text)));

const whole = encodeReport(report);

test.each([
  ['nothing after the type', Buffer.from([0, 8, 0]), 'byte 0: 3 bytes are left; a type and a length take 4'],
  [
    'a length of 0',
    Buffer.from([0, 8, 0, 0]),
    'byte 0: type 8 has the length 0; a value has at least its NUL',
  ],
  [
    'a length beyond the end',
    Buffer.from([0, 8, 255, 255, 0]),
    'byte 0: type 8 has the length 65535, and 1 bytes are left',
  ],
  ['no NUL', Buffer.from([0, 8, 0, 1, 32]), 'byte 0: type 8 does not end with a NUL'],
  ['an end without a begin', datagram([1, '']), 'byte 0: type 1 is outside of a report'],
  ['a value outside of a report', datagram([2, '45']), 'byte 0: type 2 is outside of a report'],
  ['no end', datagram([8, ''], [9, '1.0']), 'byte 0: temperature report: it has no end'],
  [
    'a value that is missing',
    datagram([8, ''], [9, '1.0'], [2, '45'], [3, '55'], [1, '']),
    'byte 0: temperature report: 4 is missing',
  ],
  [
    'a value twice',
    datagram([8, ''], [9, '1.0'], [2, '45'], [2, '45'], [3, '55'], [4, '0'], [1, '']),
    'byte 0: temperature report: 2 is there twice',
  ],
  [
    'a text that is no number',
    datagram([8, ''], [9, '1.0'], [2, '4x\u001b'], [3, '55'], [4, '0'], [1, '']),
    'byte 0: temperature report: 2 is "4x\\\\u001b", which is not a whole number',
  ],
  [
    'a number of a thousand digits',
    datagram([8, ''], [9, '1.0'], [2, '9'.repeat(1_000)], [3, '55'], [4, '0'], [1, '']),
    `byte 0: temperature report: 2 is "${'9'.repeat(64)}…", which is not a whole number`,
  ],
])('%s is an issue', (_, bytes, issue) => {
  expect(decodeDatagram(bytes)).toEqual({ reports: [], issues: [issue] });
});

test('the whole reports of a damaged datagram are read', () => {
  const bytes = Buffer.concat([whole, whole.subarray(0, 10), whole]);
  const { reports, issues } = decodeDatagram(bytes);
  expect(reports).toEqual([report]);
  expect(issues.length).toBeGreaterThan(0);
  const begun = Buffer.concat([whole, datagram([8, '']), whole]);
  expect(decodeDatagram(begun)).toEqual({
    reports: [report, report],
    issues: [`byte ${whole.length}: temperature report: it has no end`],
  });
});

test('types that are not known are skipped, in any order of the others', () => {
  const bytes = datagram([8, ''], [4, '0'], [777, 'x'], [3, ' 55'], [2, '45'], [9, '1.0'], [1, '']);
  expect(decodeDatagram(bytes)).toEqual({ reports: [report], issues: [] });
});

test('a damaged datagram has at most 20 issues', () => {
  const bytes = datagram(...Array.from({ length: 100 }, () => [1, ''] as const));
  expect(decodeDatagram(bytes).issues).toHaveLength(20);
});

test('an empty datagram has nothing', () => {
  expect(decodeDatagram(new Uint8Array())).toEqual({ reports: [], issues: [] });
});

test('values of a radio without traffic have no SNR', () => {
  expect(snrOf({ syncSignal: 999, syncNoise: 999 })).toBeUndefined();
  expect(snrOf({ syncSignal: 0, syncNoise: 100 })).toBeUndefined();
});

test.each([undefined, null, 'text', [1, 2], {}, 5])('what is no bytes is refused: %j', (given) => {
  expect(() => decodeDatagram(given as never)).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }));
});

test.each([
  [undefined, 'type'],
  [{ ...report, type: 'temperatur' }, 'the nearest is'],
  [{ ...report, current: 45.5 }, 'encodeReport: current: 45.5 is not allowed'],
  [{ ...report, overheats: -1 }, 'encodeReport: overheats: -1 is not allowed'],
  [{ ...report, revision: '1' }, 'encodeReport: revision: "1" is not allowed'],
  [{ ...report, sequence: 1 }, 'sequence: is unknown'],
  [{ type: 'rssi', revision: '1.0', sequence: 10_000 }, 'encodeReport: sequence: 10000 is not allowed'],
  [{ type: 'rssi', revision: '1.0', sequence: 1, rawSignals: [1, 2, 3] }, 'rawSignals: [1,2,3]'],
  [{ type: 'rssi', revision: '1.0', sequence: 1, rawSignals: [1, 2, 3, '4'] }, 'rawSignals.3: "4"'],
  [{ type: 'voltage', revision: '1.1', current: Number.NaN }, 'encodeReport: current: NaN is not allowed'],
])('a report that is none is refused: %j', (given, message) => {
  expect(() => encodeReport(given as never)).toThrow(
    expect.objectContaining({ code: 'OPTION_INVALID', message: expect.stringContaining(message) }),
  );
});
