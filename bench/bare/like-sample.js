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
  const padded = padFirstText(first, missing);
  const members = [padded, ...others];
  const replyTo = (/** @type {any} */ request, /** @type {any} */ { id: _, jsonrpc: __, ...like }) => ({
    ...like,
    id: request.id,
    jsonrpc: '2.0',
  });
  return Array.isArray(parsed)
    ? (requests) =>
        requests.map((/** @type {any} */ each, /** @type {number} */ at) => replyTo(each, members[at]))
    : (request) => replyTo(request, padded);
}

/**
 * @param {any} reply
 * @param {number} length
 */
function padFirstText(reply, length) {
  const pad = ' '.repeat(length);
  if (reply.error !== undefined)
    return { ...reply, error: { ...reply.error, message: reply.error.message + pad } };
  const [text, ...rest] = reply.result;
  return { ...reply, result: [text + pad, ...rest] };
}
