import type { RandomStream } from '../../core/random.js';
import { type Bend, callStages, isCall, isHttp, isJson, pick, requestStages, wholeBetween } from '../bend.js';
import {
  type JsonMember,
  type JsonTree,
  falseValue,
  mapErrors,
  mapReplies,
  scalar,
  treeText,
  withMember,
} from '../json-tree.js';
import { rewriting } from '../rewriting.js';

/** Another id. */
export const wrongId: Bend<'wrong-id'> = {
  name: 'wrong-id',
  summary: 'the reply has another id, and another value, as that to another call has',
  stages: callStages,
  fits: isJson,
  hooks: () =>
    rewriting((tree, draw) =>
      mapReplies(tree, (members) =>
        withMember(withMember(members, 'result', falseValue), 'id', (id) =>
          scalar(otherId(textOf(id), draw)),
        ),
      ),
    ),
};

function otherId(text: string, draw: RandomStream): string {
  const isText = text.startsWith('"');
  if (text === 'null') return '0';
  const other = isText ? pick(draw, `${text.slice(0, -1)}x"`, '""', '1') : String(Number(text) + 1);
  return pick(draw, other, isText ? 'null' : `"${text}"`);
}

const textOf = (tree: JsonTree) => (tree.kind === 'scalar' ? tree.text : treeText(tree));

/** No id. */
export const noId: Bend<'no-id'> = {
  name: 'no-id',
  summary: 'the reply has no member id',
  stages: callStages,
  fits: isJson,
  hooks: () => rewriting((tree) => mapReplies(tree, without('id'))),
};

const without = (name: string) => (members: readonly JsonMember[]) =>
  members.filter(({ key }) => key !== JSON.stringify(name));

/** A result of another type. */
export const wrongType: Bend<'wrong-type'> = {
  name: 'wrong-type',
  summary: 'the result has another type: an object, a text, a number, null, an array in an array',
  stages: callStages,
  fits: isJson,
  hooks: (draw) => {
    const shape = pick(draw, ...shapes);
    return rewriting((tree) => mapReplies(tree, (members) => withMember(members, 'result', shape)));
  },
};

const shapes = [
  (result: JsonTree): JsonTree => ({ kind: 'object', members: [{ key: '"value"', value: result }] }),
  (result: JsonTree): JsonTree => scalar(JSON.stringify(treeText(result))),
  (): JsonTree => scalar('0'),
  (): JsonTree => scalar('null'),
  (): JsonTree => scalar('true'),
  (result: JsonTree): JsonTree => ({ kind: 'array', items: [result] }),
] as const;

/** The code of an error as a text. */
export const codeText: Bend<'code-text'> = {
  name: 'code-text',
  summary: 'the code of an error is a text, and its message a number',
  stages: callStages,
  fits: isJson,
  hooks: () =>
    rewriting((tree) =>
      mapErrors(tree, (members) => {
        const code = withMember(members, 'code', (value) => scalar(`"${textOf(value)}"`));
        return { kind: 'object', members: withMember(code, 'message', () => scalar('0')) };
      }),
    ),
};

/** A result and an error. */
export const both: Bend<'both'> = {
  name: 'both',
  summary: 'the reply has a result and an error',
  stages: callStages,
  fits: isJson,
  hooks: () =>
    rewriting((tree) =>
      mapReplies(tree, (members) => {
        const has = (name: string) => members.some(({ key }) => key === JSON.stringify(name));
        const result = has('result') ? [] : [{ key: '"result"', value: scalar('[""]') }];
        const error = { key: '"error"', value: scalar('{"code": -32603, "message": "INTERNAL"}') };
        return [...result, ...members, ...(has('error') ? [] : [error])];
      }),
    ),
};

/** Neither of them. */
export const neither: Bend<'neither'> = {
  name: 'neither',
  summary: 'the reply has neither a result nor an error',
  stages: callStages,
  fits: isJson,
  hooks: () =>
    rewriting((tree) => mapReplies(tree, (members) => without('error')(without('result')(members)))),
};

/** Another version. */
export const wrongVersion: Bend<'wrong-version'> = {
  name: 'wrong-version',
  summary: 'the member jsonrpc is "1.0", "3.0", a number or null',
  stages: callStages,
  fits: isJson,
  hooks: () =>
    rewriting((tree, draw) => {
      const version = scalar(pick(draw, '"1.0"', '"3.0"', '2', '2.0', 'null', '""'));
      return mapReplies(tree, (members) => withMember(members, 'jsonrpc', () => version));
    }),
};

/** A batch without one of its replies. */
export const lostMember: Bend<'lost-member'> = {
  name: 'lost-member',
  summary: 'one reply of a batch is missing, or there twice',
  stages: callStages,
  fits: (subject) => isCall(subject) && subject.isBatch,
  hooks: () =>
    rewriting((tree, draw) => {
      if (tree.kind !== 'array') return tree;
      const at = wholeBetween(draw, 0, Math.max(0, tree.items.length - 1));
      const behind = draw.real() < 0.5 ? at + 1 : at;
      const before = behind === at ? at + 1 : at;
      return { kind: 'array', items: [...tree.items.slice(0, before), ...tree.items.slice(behind)] };
    }),
};

/** A byte order mark, which a sender of JSON must not add. */
export const byteOrderMark: Bend<'byte-order-mark'> = {
  name: 'byte-order-mark',
  summary: 'a byte order mark stands before the reply',
  stages: callStages,
  fits: isJson,
  hooks: () => ({ replace: (text) => [`\uFEFF${text}`] }),
};

/** Nothing where the reply should be. */
export const emptyBody: Bend<'empty-body'> = {
  name: 'empty-body',
  summary: 'the reply is empty',
  stages: requestStages,
  hooks: () => ({ replace: () => [''] }),
};

/** A status that says that the value must not be used. */
export const falseStatus: Bend<'false-status'> = {
  name: 'false-status',
  summary: 'HTTP: the status is 500, 503, 403 or 404, and the reply has another value than the true one',
  stages: callStages,
  fits: (subject) => isHttp(subject) && isJson(subject),
  hooks: (draw) => {
    const status = pick(draw, 500, 503, 403, 404);
    return {
      ...rewriting((tree) => mapReplies(tree, (members) => withMember(members, 'result', falseValue))),
      deliver: (delivery) => (delivery.text === undefined ? delivery : { ...delivery, status }),
    };
  },
};

/** A page instead of the reply, as a proxy or a web server in trouble sends it. */
export const errorPage: Bend<'error-page'> = {
  name: 'error-page',
  summary: 'HTTP: a page of a web server with status 500, 502, 503, 404 or 200 is sent instead of the reply',
  stages: requestStages,
  fits: isHttp,
  hooks: (draw) => {
    const [status, title] = pick(
      draw,
      [500, '500 Internal Server Error'] as const,
      [502, '502 Bad Gateway'] as const,
      [503, '503 Service Unavailable'] as const,
      [404, '404 Not Found'] as const,
      [200, 'Welcome'] as const,
    );
    const page = `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
    return {
      deliver: (delivery) =>
        delivery.text === undefined ? delivery : { ...delivery, text: page, status, type: 'text/html' },
    };
  },
};
