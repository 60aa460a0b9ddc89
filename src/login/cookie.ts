/** Separates the cookies of a header; clients differ in the blanks. */
const separator = ';';

/**
 * The value of the cookie with this name in a `Cookie` header. Undefined where there is none, and where there are
 * several: which of them counts is nowhere said.
 */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  let found: string | undefined;
  for (let from = 0; from < header.length;) {
    const next = header.indexOf(separator, from);
    const end = next === -1 ? header.length : next;
    const value = valueOf(header.slice(from, end).trim(), name);
    if (value !== undefined && found !== undefined) return undefined;
    found ??= value;
    from = end + 1;
  }
  return found;
}

/** The value in `NAME=VALUE`; undefined for another name. Some clients put it in quotes. */
function valueOf(pair: string, name: string): string | undefined {
  if (!pair.startsWith(`${name}=`)) return undefined;
  const value = pair.slice(name.length + 1);
  return /^".*"$/.test(value) ? value.slice(1, -1) : value;
}

/** A `Set-Cookie` header. A lifetime of less than a second would delete the cookie at once. */
export function setCookie(name: string, value: string, lifetime: number): string {
  return `${name}=${value}; Path=/; Max-Age=${Math.max(1, Math.ceil(lifetime / 1_000))}; HttpOnly`;
}
