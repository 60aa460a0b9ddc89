import { type Bend, callStages, isCall, isHttp, isJson, wholeBetween } from '../bend.js';
import { mapErrors, mapReplies } from '../json-tree.js';
import { rewriting } from '../rewriting.js';

/** The error as a text, as the commands chapter of the vendor's document shows it. */
export const errorText: Bend<'error-text'> = {
  name: 'error-text',
  summary: 'an error is its message alone, a text instead of an object',
  stages: callStages,
  fits: isJson,
  hooks: () =>
    rewriting((tree) =>
      mapErrors(tree, (members, error) => members.find(({ key }) => key === '"message"')?.value ?? error),
    ),
};

/** Replies without the version, as that document shows them. */
export const noJsonrpc: Bend<'no-jsonrpc'> = {
  name: 'no-jsonrpc',
  summary: 'the reply has no member jsonrpc',
  stages: callStages,
  fits: isCall,
  hooks: () =>
    rewriting((tree) => mapReplies(tree, (members) => members.filter(({ key }) => key !== '"jsonrpc"'))),
};

/** Over several lines and in chunks, as some firmware replies. */
export const chunkedLines: Bend<'chunked-lines'> = {
  name: 'chunked-lines',
  summary: 'HTTP: the reply is in chunks of 8 to 64 bytes, over several lines',
  stages: callStages,
  fits: (subject) => isHttp(subject) && isJson(subject),
  hooks: (draw) => {
    const chunkBytes = wholeBetween(draw, 8, 64);
    return {
      ...rewriting(
        (tree) => tree,
        () => ({
          inner: () => '\n',
          beforeColon: () => ' ',
          afterColon: () => ' ',
          afterComma: () => '\n',
        }),
      ),
      deliver: (delivery) => ({ ...delivery, chunkBytes }),
    };
  },
};
