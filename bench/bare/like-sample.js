/**
 * Makes replies like a sample, with the ids of the request; a batch gets one for each call. The simulator's replies
 * have blanks that `JSON.stringify` does not write: the first text among the values is made longer by as many.
 * @param {string} sample a reply as JSON
 * @returns {(request: any) => unknown}
 */
export function likeSample(sample) {
  const parsed = JSON.parse(sample);
  const missing = Buffer.byteLength(sample.trimEnd()) - Buffer.byteLength(JSON.stringify(parsed));
  const [first, ...others] = [parsed].flat();
  const makers = [padFirstText(first, missing), ...others].map(makerOf);
  const [single] = makers;
  return Array.isArray(parsed)
    ? (requests) =>
        requests.map((/** @type {{ id: unknown }} */ { id }, /** @type {number} */ at) => makers[at]?.(id))
    : ({ id }) => single?.(id);
}

/**
 * Written out, as a bare server would: copying a sample costs more than all else that the echo does.
 * @param {any} like
 * @returns {(id: unknown) => unknown}
 */
function makerOf({ result, error }) {
  return error === undefined
    ? (id) => ({ result, id, jsonrpc: '2.0' })
    : (id) => ({ error, id, jsonrpc: '2.0' });
}

/**
 * @param {any} reply
 * @param {number} length
 */
function padFirstText(reply, length) {
  const pad = ' '.repeat(length);
  if (reply.error !== undefined) {
    return { error: { ...reply.error, message: reply.error.message + pad } };
  }
  const [text, ...rest] = reply.result;
  return { result: [text + pad, ...rest] };
}
