import type { bendNames } from './levels.js';

/** Where interface.md says that radios do so, by bend of the level `radio`. */
const sources: Readonly<Record<(typeof bendNames)['radio'][number], string>> = {
  late: 'A.2: 3 ms beside the radio and 18 ms one hop away, where clients wait for up to 15 s',
  busy: 'A.5 and E.2: no source shows when a radio is busy; clients of radios are written for it',
  unavailable: 'A.5 and E.3: clients of radios are written for it; its code is an assumption',
  'authentication-error': 'A.5: known message, with status 200; its code is an assumption',
  blackout: 'E.1: a soft boot takes the API out of reach; its length is an assumption',
  'closes-after-reply':
    'A.2 and C: known clients send Connection: close and read to the end; so does the maintenance port',
  'error-text': 'A.5 and F.1: one chapter of the vendor shows errors as a text',
  'no-jsonrpc': 'F.2: the examples of the vendor have no jsonrpc',
  'chunked-lines': 'A.2: some firmware replies in chunks, over several lines',
  dropped: 'E.3: in a soft boot connections are refused or reset',
  mute: 'E.3: in a soft boot connections time out',
};

/** Where interface.md says that radios do so; undefined for a bend of other levels alone. */
export function radioSource(bend: string): string | undefined {
  return Object.entries(sources).find(([name]) => name === bend)?.[1];
}
