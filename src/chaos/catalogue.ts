import type { Bend } from './bend.js';
import { blackout } from './bends/blackout.js';
import {
  chunkedCut,
  closed,
  duplicated,
  garbage,
  noReply,
  rst,
  shortLength,
  truncated,
} from './bends/cut-off.js';
import {
  badStatusLine,
  endlessBody,
  endlessHeader,
  headerFlood,
  invalidUtf8,
  nulBytes,
} from './bends/hostile-bytes.js';
import {
  deepNesting,
  duplicateKeys,
  hugeNumber,
  hugeString,
  loneSurrogate,
  manyMembers,
  strangeKeys,
} from './bends/hostile-json.js';
import {
  reportCut,
  reportDuplicated,
  reportGarbled,
  reportLost,
  reportLyingLength,
  reportReordered,
} from './bends/reports.js';
import {
  both,
  byteOrderMark,
  codeText,
  emptyBody,
  errorPage,
  falseStatus,
  lostMember,
  neither,
  noId,
  wrongId,
  wrongType,
  wrongVersion,
} from './bends/wrong-replies.js';
import { closesAfterReply } from './bends/closes-after-reply.js';
import { dropped, mute } from './bends/connections.js';
import { late } from './bends/late.js';
import { chunkedLines, errorText, noJsonrpc } from './bends/older-shapes.js';
import { chunked, extraHeaders, slowDrip } from './bends/pace.js';
import { authenticationError, busy, unavailable } from './bends/refusals.js';
import {
  batchOrder,
  errorData,
  escapes,
  extraKeys,
  keyOrder,
  numberSpelling,
  spacing,
} from './bends/spelling.js';
import { type BendName, type ChaosLevel, namesOfBends } from './levels.js';

/** All bends by name. */
export const bends: { readonly [Name in BendName]: Bend<Name> } = {
  late,
  busy,
  unavailable,
  'authentication-error': authenticationError,
  blackout,
  'closes-after-reply': closesAfterReply,
  'error-text': errorText,
  'no-jsonrpc': noJsonrpc,
  'chunked-lines': chunkedLines,
  dropped,
  mute,
  'key-order': keyOrder,
  spacing,
  'extra-keys': extraKeys,
  escapes,
  'number-spelling': numberSpelling,
  'error-data': errorData,
  'batch-order': batchOrder,
  'slow-drip': slowDrip,
  chunked,
  'extra-headers': extraHeaders,
  'report-lost': reportLost,
  'report-duplicated': reportDuplicated,
  'report-reordered': reportReordered,
  rst,
  closed,
  'no-reply': noReply,
  truncated,
  garbage,
  'wrong-id': wrongId,
  'no-id': noId,
  duplicated,
  'chunked-cut': chunkedCut,
  'short-length': shortLength,
  'wrong-type': wrongType,
  'code-text': codeText,
  both,
  neither,
  'wrong-version': wrongVersion,
  'lost-member': lostMember,
  'byte-order-mark': byteOrderMark,
  'empty-body': emptyBody,
  'error-page': errorPage,
  'false-status': falseStatus,
  'report-cut': reportCut,
  'report-garbled': reportGarbled,
  'deep-nesting': deepNesting,
  'huge-number': hugeNumber,
  'huge-string': hugeString,
  'many-members': manyMembers,
  'duplicate-keys': duplicateKeys,
  'strange-keys': strangeKeys,
  'lone-surrogate': loneSurrogate,
  'nul-bytes': nulBytes,
  'invalid-utf8': invalidUtf8,
  'header-flood': headerFlood,
  'endless-header': endlessHeader,
  'bad-status-line': badStatusLine,
  'endless-body': endlessBody,
  'report-lying-length': reportLyingLength,
};

/** The bends of a level; of all levels where none is given. */
export function bendsOf(level: ChaosLevel | undefined): readonly Bend[] {
  return namesOfBends(level).map((name): Bend => bends[name]);
}
