import { expect, test } from 'vitest';
import { type Exchange, type Part, bytesOf, exchangeFiles } from '../support/exchanges.js';

const files = exchangeFiles();
const everyExchange = files.flatMap(({ name, exchanges }) =>
  exchanges.map((exchange) => ({ where: `${name}: ${exchange.name}`, exchange })),
);

/** What is wrong with the Content-Length of a row of HTTP messages, or undefined. */
function lengthFault(parts: readonly Part[]): string | undefined {
  let rest = bytesOf(parts);
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) return 'a head without its empty line';
    const head = rest.subarray(0, end).toString();
    const stated = Number(/^content-length: *(\d+)$/im.exec(head)?.[1] ?? 0);
    rest = rest.subarray(end + 4);
    const isLast = rest.indexOf('\r\n\r\n') === -1;
    if (stated > rest.length || (isLast && stated !== rest.length)) {
      return `Content-Length: ${stated}, but the body has ${rest.length} bytes`;
    }
    rest = rest.subarray(stated);
  }
  return undefined;
}

/** Chunked requests have no length, and replies to HEAD have one without a body. */
function lengthFaults({ port, send, receive }: Exchange): readonly string[] {
  if (port !== 'http') return [];
  const request = bytesOf(send).toString();
  const faults = [
    /^transfer-encoding:/im.test(request) ? undefined : lengthFault(send),
    request.startsWith('HEAD ') ? undefined : lengthFault(receive),
  ];
  return faults.filter((fault) => fault !== undefined);
}

test('every Content-Length in an exchange is that of its body', () => {
  const faults = everyExchange.flatMap(({ where, exchange }) =>
    lengthFaults(exchange).map((fault) => `${where}: ${fault}`),
  );
  expect(faults).toEqual([]);
});

test('no name comes twice in a file', () => {
  const twice = everyExchange
    .map(({ where }) => where)
    .filter((each, index, all) => all.indexOf(each) < index);
  expect(twice).toEqual([]);
});

test('every reply of the maintenance port is one line or nothing for each message', () => {
  const faults = everyExchange
    .filter(({ exchange }) => exchange.port === 'maintenance')
    .filter(({ exchange }) => !/^(\S[^\n]*\n)*$/.test(bytesOf(exchange.receive).toString()))
    .map(({ where }) => where);
  expect(faults).toEqual([]);
});
