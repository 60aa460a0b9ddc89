/** The bodies of the whole answers at the beginning of what an HTTP client got; an answer that was cut is left out. */
export function wholeAnswers(bytes: Buffer): readonly string[] {
  const bodies: string[] = [];
  let rest = bytes;
  for (;;) {
    const head = rest.indexOf('\r\n\r\n');
    if (head < 0) return bodies;
    const length = /^content-length: (\d+)$/im.exec(rest.subarray(0, head).toString('latin1'))?.[1];
    const end = head + 4 + Number(length ?? 0);
    if (rest.length < end) return bodies;
    bodies.push(rest.subarray(head + 4, end).toString());
    rest = rest.subarray(end);
  }
}
