import type { ExpectedElement, ExpectedReply } from '../fast-check/case.js';

/** One reply of an answer, as far as it is one. */
export type Reply = Readonly<Record<string, unknown>>;

/** The replies that a request should bring. */
export function elementsOf(reply: ExpectedReply): readonly ExpectedElement[] {
  if (reply.kind === 'batch') return reply.elements;
  return reply.kind === 'single' ? [reply.element] : [];
}

/**
 * Assigns replies to the calls of a batch: in their order, or by their ids, since JSON-RPC allows any order.
 * Undefined where a call has no reply that can be told from the others.
 */
export function assigned(
  elements: readonly ExpectedElement[],
  replies: readonly unknown[],
): readonly (Reply | undefined)[] {
  const objects = replies.map(asReply);
  const isInOrder = elements.every(({ id }, index) => isSameId(objects[index]?.['id'], id));
  if (isInOrder || elements.length !== objects.length) return elements.map((_, index) => objects[index]);
  const left = [...objects];
  const byId = elements.map(({ id }) => {
    const at = left.findIndex((reply) => isSameId(reply?.['id'], id));
    return at < 0 ? undefined : left.splice(at, 1)[0];
  });
  return byId.includes(undefined) ? objects : byId;
}

/** A reply as an object; undefined for anything else. */
export function asReply(json: unknown): Reply | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined;
}

/** True for two ids that are the same value. */
export function isSameId(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
