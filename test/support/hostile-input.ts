import fc from 'fast-check';

/** Bytes for one port, and what they are, for a message. */
export interface HostileInput {
  readonly port: 'http' | 'maintenance' | 'control';
  readonly what: string;
  readonly bytes: Buffer;
  /** True for many requests or chunks in one packet: Node's HTTP parser takes its time for each of them too. */
  readonly isInPieces?: boolean;
  /** True for bytes that are written one by one, each in a turn of its own. */
  readonly isBytewise?: boolean;
}

const repeated = (unit: string, size: number) =>
  Array.from({ length: Math.max(1, Math.floor(size / (unit.length + 1))) }, () => unit).join();

const nested = (open: string, close: string, size: number) => {
  const levels = Math.floor(size / (open.length + close.length));
  return `${open.repeat(levels)}0${close.repeat(levels)}`;
};

const listOf = (unit: string) => (size: number) => `[${repeated(unit, size - 2)}]`;

const keys = (name: (index: number) => string) => (size: number) => {
  const members: string[] = [];
  for (let length = 2; length < size; length += (members.at(-1)?.length ?? 0) + 1)
    members.push(`${JSON.stringify(name(members.length))}:0`);
  return `{${members.join()}}`;
};

/** JSON of about a size, each of another shape. */
const shapes: Readonly<Record<string, (size: number) => string>> = {
  'a list of 0': listOf('0'),
  'a list of null': listOf('null'),
  'a list of texts': listOf('"a"'),
  'a list of names': listOf('"freq"'),
  'a list of objects': listOf('{}'),
  'a list of lists': listOf('[]'),
  'a list of calls': listOf('{"method":"freq"}'),
  'a list of whole calls': listOf('{"jsonrpc":"2.0","method":"freq","id":1}'),
  'a list of { json }': listOf('{"json":[0]}'),
  'a list of steps': listOf('{"set":{"freq":0}}'),
  'nested lists': (size) => nested('[', ']', size),
  'nested objects': (size) => nested('{"a":', '}', size),
  'nested calls': (size) => nested('{"api_list":[', ']}', size),
  'many keys': keys((index) => `k${index}`),
  'keys that are numbers': keys((index) => String(index * 9_973)),
  'the same key': keys(() => 'freq'),
  'a long text': (size) => `"${'a'.repeat(size)}"`,
  'a text of escapes': (size) => `"${String.raw`\u001b`.repeat(size / 6)}"`,
  'a text of quotes': (size) => `"${String.raw`\"`.repeat(size / 2)}"`,
  'a text beyond ASCII': (size) => `"${'é'.repeat(size / 2)}"`,
  'a text of emojis': (size) => `"${'📡'.repeat(size / 4)}"`,
  'a text of blanks': (size) => `"1${' '.repeat(size)}x"`,
  'a text of digits': (size) => `"${'1'.repeat(size)}"`,
  'a text of commas': (size) => `"${','.repeat(size)}"`,
  'a text of JSON': (size) => JSON.stringify(listOf('0')(size / 2)),
  'a long number': (size) => '1'.repeat(size),
  'a long fraction': (size) => `0.${'1'.repeat(size)}`,
  'no JSON': (size) => '{'.repeat(size),
  'an unfinished list': (size) => `[${repeated('"a"', size)}`,
};

/** Requests of the radio, with `%` for any JSON. */
const calls = [
  '%',
  '[%,%]',
  '{"api_list":%,"id":1}',
  '{"api_list":[{"method":"freq","params":%}],"id":1}',
  '{"api_list":[{"method":"freq"}],"sleep":%}',
  '{"api_list":[{"method":"freq"}],"version":%,"id":%}',
  ...['freq', 'enc_key', 'nw_name', 'node_labels', 'deferred_execution_api', 'qos_class', 'unknown'].map(
    (method) => `{"jsonrpc":"2.0","method":"${method}","params":%,"id":1}`,
  ),
  '{"jsonrpc":"2.0","method":"save_node_labels_flash","params":["1",%],"id":1}',
  '{"jsonrpc":"2.0","method":"deferred_execution_api","params":[{"api_list":%}],"id":1}',
  '{"jsonrpc":"2.0","method":%,"id":1}',
  '{"jsonrpc":"2.0","method":"freq","id":%}',
  '{"jsonrpc":%,"method":"freq","param":%}',
];

/** Parts of a multipart form. */
const multipart = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields)
    .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join('');

/** Requests of the pages beside the API, with `%` for any JSON. */
const pages: Readonly<Record<string, readonly string[]>> = {
  '/bcast_enc.pyc': [
    '%',
    '{"apis":%,"nodeids":[310061]}',
    '{"apis":[{"method":"freq","params":%}],"nodeids":[310061]}',
    '{"apis":[{"method":"deferred_execution_api","params":{"api_list":%}}],"nodeids":[310061]}',
    '{"apis":[{"method":%}],"nodeids":[310061]}',
    '{"apis":[{"method":"freq"}],"nodeids":%}',
    '{"apis":%,"nodeids":%}',
    'apis=%&nodeids=310061',
    'apis=[{"method":"freq"}]&nodeids=%&override=%',
    `${multipart({ apis: '%', nodeids: '[310061]' })}--b--`,
    `${multipart({ apis: '[{"method":"freq"}]', nodeids: '%' })}b--`,
  ],
  '/cgi-bin/nodePositionHandler.pyc': [
    '%',
    '{"action":"save","posJson":%}',
    '{"action":"save","posJson":{"nodeDB":%}}',
    '{"action":"save","posJson":{"nodeDB":{"1":{"pos":%}}}}',
    'action=save&posJson=%',
    'action=%',
    `${multipart({ action: 'save', posJson: '%' })}--b--`,
    multipart({ action: 'save', posJson: '{"nodeDB":%}' }),
    '%\r\nContent-Disposition: form-data; name="action"\r\n\r\nload\r\n',
    '--b\r\nContent-Disposition: form-data; name=%\r\n\r\nload\r\n--b--',
  ],
};

/** Routes of the control plane with bodies, with `%` for any JSON. */
const bodies: Readonly<Record<string, readonly string[]>> = {
  'POST /journal/verify': [
    '%',
    '{"params":%}',
    '{"method":%}',
    '{"outcome":{"unknown":%}}',
    '{"params":[{"json":%}]}',
  ],
  'POST /journal/verify-order': ['%', '{"order":%}', '{"order":[{"params":%}]}'],
  'POST /faults': [
    '%',
    '{"kind":%}',
    '{"kind":"busy","match":{"method":%}}',
    '{"kind":"busy","match":{"params":%}}',
    '{"kind":"busy","match":%}',
    '{"kind":"latency","ms":%}',
    '{"kind":"busy","name":%}',
    '{"kind":"reply","error":%,"match":{"nth":9}}',
  ],
  'PATCH /state': ['%', '{"freq":%}', '{"nw_name":[%]}'],
  'PUT /mode': ['%', '{"mode":%}'],
  'PUT /log/level': ['%', '{"level":%}'],
  'POST /blackout': ['%', '{"duration":%}'],
  'POST /clock/advance': ['%', '{"duration":%}'],
  'POST /clock/run-until-idle': ['%', '{"limit":%}'],
  'POST /rpc': [
    '%',
    '{"jsonrpc":"2.0","method":"rpc","params":%,"id":1}',
    '{"jsonrpc":"2.0","method":"rpc","id":%}',
  ],
  'PUT /scenario': [
    '%',
    '{"steps":[{"set":%}]}',
    '{"steps":[{"fault":%}]}',
    '{"name":%,"steps":[{"note":%}]}',
  ],
  'DELETE /scenario': ['%'],
  'DELETE /faults': ['%'],
  'DELETE /journal': ['%'],
  'POST /reset': ['%'],
  'POST /config/reload': ['%'],
  'POST /worker/resume': ['%'],
  'GET /status': ['%'],
};

/** Paths and queries of the control plane, with `%` for any text. */
const targets = [
  '/%',
  '/state/%',
  '/faults/%',
  '/nodes/%/mode',
  '/received?count=%',
  '/received?timeout=%',
  '/journal?method=%',
  '/journal?outcome=%',
  '/journal?after=%',
  '/journal?%',
  '/journal/fixture?fault=%',
  '/events?types=%,',
];

function request(line: string, headers: readonly string[], body: Buffer): Buffer {
  const head = [`${line} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

function withBody(line: string, text: string, isChunked: boolean): Buffer {
  const body = Buffer.from(text);
  const type = 'Content-Type: application/json';
  if (!isChunked) return request(line, [type, `Content-Length: ${body.length}`], body);
  const chunks = Array.from(text, (each) => `${Buffer.byteLength(each).toString(16)}\r\n${each}\r\n`);
  return request(line, [type, 'Transfer-Encoding: chunked'], Buffer.from(`${chunks.join('')}0\r\n\r\n`));
}

function post(path: string, text: string): string {
  return `POST ${path} HTTP/1.1\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
}

/** A request of the radio or the control plane with this body. */
export function inputOf(port: 'http' | 'control', line: string, text: string): HostileInput {
  return { port, what: line, bytes: withBody(line, text, false) };
}

/** Many requests of a port in one packet, and a last one with which the port ends the connection. */
export function manyOf(port: HostileInput['port'], unit: string, size: number): HostileInput {
  const last = port === 'maintenance' ? `${'x'.repeat(70_000)}\n` : request('GET /', [], Buffer.alloc(0));
  const bytes = Buffer.concat([Buffer.from(unit.repeat(Math.ceil(size / unit.length))), Buffer.from(last)]);
  const what = `${size} bytes of ${JSON.stringify(unit)}`;
  return { port, what, bytes, ...(port === 'maintenance' ? {} : { isInPieces: true }) };
}

/** A body in chunks of one byte each. */
export function inChunksOf1(port: 'http' | 'control', line: string, text: string): HostileInput {
  return { port, what: `${line} in 1-byte chunks`, bytes: withBody(line, text, true), isInPieces: true };
}

/** Requests of which a packet may hold thousands. */
export const smallRequests: readonly (readonly [HostileInput['port'], string])[] = [
  ['http', 'GET / HTTP/1.1\r\n\r\n'],
  ['http', post('/', '0')],
  ['http', post('/', '{"jsonrpc":"2.0","method":"freq","id":1}')],
  ['http', post('/streamscape_api', '{"jsonrpc":"2.0","method":"unknown","id":1}')],
  ['http', post('/bcast_enc.pyc', '{"apis":[{"method":"freq"}],"nodeids":[310061]}')],
  ['http', post('/bcast_enc.pyc', 'apis=0')],
  ['http', post('/cgi-bin/nodePositionHandler.pyc', 'action=load')],
  ['control', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['control', 'GET /status HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['control', 'GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['control', 'GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['control', 'GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['maintenance', '0\n'],
  ['maintenance', '\n'],
  ['maintenance', '{}'],
  ['maintenance', '{"jsonrpc":"2.0","method":"freq","id":1}\n'],
];

const inOnePacket = fc
  .tuple(
    fc.constantFrom(...smallRequests.filter(([port]) => port !== 'maintenance')),
    fc.integer({ min: 1_024, max: 65_536 }),
  )
  .map(([[port, unit], size]) => manyOf(port, unit, size));

const names = Object.keys(shapes);
const shaped = (name: string, size: number) => shapes[name]?.(size) ?? '0';

/** A request of a few values of any shape at any place. */
const filled = (templates: readonly string[], size: number) =>
  fc
    .record({
      template: fc.constantFrom(...templates),
      shape: fc.constantFrom(...names),
      other: fc.constantFrom(...names),
      length: fc.integer({ min: Math.floor(size / 2), max: size }),
    })
    .map(({ template, shape, other, length }) => {
      const places = template.split('%').length - 1;
      let text = template;
      for (const each of [shape, other].slice(0, places))
        text = text.replace('%', () => shaped(each, Math.max(8, (length - template.length) / places - 8)));
      return { text, what: `${template} with ${shape}${places > 1 ? ` and ${other}` : ''}` };
    });

const inOneOrPieces = (line: string, text: string, isChunked: boolean) => ({
  bytes: withBody(line, text, isChunked),
  ...(isChunked ? { isInPieces: true as const } : {}),
});

const atControl = (size: number) =>
  fc.constantFrom(...Object.entries(bodies)).chain(([route, templates]) =>
    fc.tuple(filled(templates, size), fc.boolean()).map(([{ text, what }, piecewise]): HostileInput => ({
      port: 'control',
      what: `${route} ${what}`,
      ...inOneOrPieces(route, text, piecewise && size <= 1_024),
    })),
  );

const atRadio = (size: number) =>
  fc
    .tuple(
      filled(calls, size),
      fc.constantFrom('/streamscape_api', '/cgi-bin/streamscape_api', '/'),
      fc.boolean(),
    )
    .map(([{ text, what }, path, piecewise]): HostileInput => ({
      port: 'http',
      what: `POST ${path} ${what}`,
      ...inOneOrPieces(`POST ${path}`, text, piecewise && size <= 1_024),
    }));

const atPage = (size: number) =>
  fc.constantFrom(...Object.entries(pages)).chain(([path, templates]) =>
    fc.tuple(filled(templates, size), fc.boolean()).map(([{ text, what }, piecewise]): HostileInput => ({
      port: 'http',
      what: `POST ${path} ${what}`,
      ...inOneOrPieces(`POST ${path}`, text, piecewise && size <= 1_024),
    })),
  );

const atMaintenance = (size: number) =>
  filled(calls, size).map(({ text, what }): HostileInput => ({
    port: 'maintenance',
    what,
    bytes: Buffer.from(`${text}\n`),
  }));

/** Headers, targets and queries: at most 16 KiB, by Node.js. */
const inHead = fc
  .record({
    port: fc.constantFrom('http' as const, 'control' as const),
    target: fc.constantFrom(...targets),
    filler: fc.constantFrom('a', '%41', '1', ',', '%2C', 'x=1&', 'freq,', ' ', '%C3%A9'),
    size: fc.constantFrom(100, 1_000, 7_000),
    header: fc.constantFrom('X-A: 1', 'Cookie: a=1', 'Accept: */*', 'Authorization: Bearer a', 'A:'),
    count: fc.constantFrom(0, 10, 400),
  })
  .map(({ port, target, filler, size, header, count }): HostileInput => {
    const path = target.replace('%', encodedBlanks(filler.repeat(size / filler.length)));
    const headers = Array.from({ length: count }, () => header);
    const what = `GET ${target} with ${size} of ${filler} and ${count} times ${header}`;
    return { port, what, bytes: request(`GET ${path}`, headers, Buffer.alloc(0)) };
  });

const encodedBlanks = (text: string) => text.replaceAll(' ', '%20');

/**
 * Every request with every shape at its places, of about this size.
 * @param step only each input of so many; in turns each has another shape and request if it has no factor with the shapes
 */
export function* everyInput(size: number, step = 1): Generator<HostileInput> {
  let index = 0;
  for (const [port, line, template] of everyTemplate())
    for (const [name, make] of Object.entries(shapes)) {
      index += 1;
      if (index % step !== 0) continue;
      const places = template.split('%').length - 1;
      const text = template.replaceAll('%', () => make(Math.max(8, (size - template.length) / places - 8)));
      const bytes = port === 'maintenance' ? Buffer.from(`${text}\n`) : withBody(line, text, false);
      yield { port, what: `${line} ${template} with ${name}`, bytes };
    }
}

function* everyTemplate(): Generator<readonly [HostileInput['port'], string, string]> {
  for (const template of calls) yield ['http', 'POST /streamscape_api', template];
  for (const template of calls) yield ['maintenance', '', template];
  for (const [path, templates] of Object.entries(pages))
    for (const template of templates) yield ['http', `POST ${path}`, template];
  for (const [route, templates] of Object.entries(bodies))
    for (const template of templates) yield ['control', route, template];
}

/** Requests of about this size for every port, of every shape. */
const ofSize = (size: number) =>
  fc.oneof(
    { arbitrary: atRadio(size), weight: 3 },
    { arbitrary: atPage(size), weight: 2 },
    { arbitrary: atControl(size), weight: 4 },
    { arbitrary: atMaintenance(size), weight: 1 },
  );

/** Requests of every shape: most of 1 KiB, some of 64 KiB, few of 1 MiB. */
export const hostileInput: fc.Arbitrary<HostileInput> = fc.oneof(
  { arbitrary: ofSize(1_024), weight: 965 },
  { arbitrary: inHead, weight: 20 },
  { arbitrary: inOnePacket, weight: 5 },
  { arbitrary: ofSize(65_536), weight: 8 },
  { arbitrary: ofSize(1_048_000), weight: 2 },
);
