import { StringDecoder } from 'node:string_decoder';

/** One server-sent event. */
interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** Characters of a line; a longer one is an error. */
const maxLineLength = 64 * 1_048_576;

/** Reads a stream of server-sent events until it ends. Throws the error of the stream. */
export async function* serverEvents(stream: AsyncIterable<Buffer>): AsyncGenerator<ServerEvent> {
  let event = '';
  let data: string[] = [];
  for await (const line of linesOf(stream)) {
    if (line === '') {
      if (data.length > 0) yield { event: event === '' ? 'message' : event, data: data.join('\n') };
      event = '';
      data = [];
      continue;
    }
    const [, field, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
  }
}

/** Lines end with LF, CRLF or CR. Text after the last line end is incomplete and kept for the next chunk. */
async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of stream) {
    const text = decoder.write(chunk);
    const lines = `${rest}${text}`.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > maxLineLength) throw new Error(`a line is longer than ${maxLineLength} characters`);
  }
}
