/**
 * The first header that a request has twice though it may have it once; undefined if there is none. The merged view
 * of Node.js can't say: of some headers it keeps the first, others it joins.
 * @param rawHeaders names and values by turns, as received
 * @param single names in lower case
 */
export function repeatedHeader(
  rawHeaders: readonly string[],
  single: ReadonlySet<string>,
): string | undefined {
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (!single.has(name)) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}

/** Number of `Host` headers: more than one is an error, whatever they say (RFC 9112, 3.2). */
export function hostCount(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count;
}
