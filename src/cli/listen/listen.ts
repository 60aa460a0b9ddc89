import { type RemoteInfo, type Socket, createSocket } from 'node:dgram';
import { isIPv4 } from 'node:net';
import { systemClock } from '../../core/time/clock.js';
import { durationForm, parseDuration } from '../../core/time/duration.js';
import { excerpt } from '../../core/text.js';
import { type ReportType, reportTypes } from '../../reports/report.js';
import { decodeDatagram } from '../../reports/reports.js';
import { messageOf } from '../client/response.js';
import { endProcess, outputWritten } from '../end-process.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { print, printError, printJson } from '../output/print.js';
import { cutToTerminal } from '../output/table.js';
import { handleSignals } from '../start/signals.js';
import type { ListenFlags } from './listen-flags.js';
import { headLine, issueLine, reportLine } from './report-line.js';

/** Time of the output's reader after the end, ms. */
const outputGrace = 500;

/** Output that may wait for its reader, bytes; datagrams beyond it are counted and not printed. */
const maxUnread = 4_194_304;

/** Asked of the system, for bursts; it may give less. */
const receiveBuffer = 4_194_304;

/** Prints reports until a signal, the end of the time, or the end of its output. Rejects with a `CliError`. */
export async function listen(flags: ListenFlags): Promise<void> {
  const { host, port, ms } = parsed(flags);
  const received = new Received(flags.json === true);
  const socket = await openSocket(host, port);
  const { port: own } = socket.address();
  printError(`listening on ${host}:${own}`);
  if (flags.json !== true) print(headLine);
  const failure = await new Promise<Error | undefined>((resolve) => {
    const end = () => resolve(undefined);
    socket.on('message', (bytes, from) => received.take(bytes, from));
    socket.on('error', resolve);
    process.stdout.once('error', end);
    handleSignals(end);
    if (ms !== undefined) systemClock().setTimeout(end, ms);
  });
  await new Promise<void>((resolve) => {
    socket.close(() => resolve());
  });
  printError(received.summary());
  if (failure !== undefined) throw new CliError(exitCodes.unexpected, `${host}:${own}: ${failure.message}`);
  // The reader of the output may have stopped reading.
  await outputWritten(outputGrace);
  await endProcess(exitCodes.ok);
}

interface Parsed {
  readonly host: string;
  readonly port: number;
  /** Undefined: until a signal. */
  readonly ms: number | undefined;
}

function parsed(flags: ListenFlags): Parsed {
  const { host, port, for: time } = flags;
  if (!isIPv4(host)) throw wrong('--host', host, 'an IPv4 address such as 127.0.0.1');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw wrong('--port', port, '0 to 65535');
  if (time === undefined) return { host, port: Number(port), ms: undefined };
  const ms = parseDuration(time);
  if (ms === undefined || ms <= 0) throw wrong('--for', time, `${durationForm}, above 0`);
  return { host, port: Number(port), ms };
}

function wrong(flag: string, value: string, allowed: string): CliError {
  return new CliError(
    exitCodes.usage,
    `${flag}: ${JSON.stringify(excerpt(value))} is not allowed; allowed: ${allowed}`,
  );
}

/** Rejects with a `CliError`. */
function openSocket(host: string, port: number): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: receiveBuffer });
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => {
      const code: unknown = Reflect.get(error, 'code');
      const reason = code === 'EADDRINUSE' ? 'it is taken' : messageOf(error);
      reject(
        new CliError(exitCodes.unavailable, `the UDP port ${port} on ${host} can't be opened: ${reason}`),
      );
    };
    socket.once('error', onError);
    socket.bind(port, host, () => {
      socket.off('error', onError);
      resolve(socket);
    });
  });
}

/** Reports as they come, counted and printed. */
class Received {
  readonly #isJson: boolean;
  readonly #clock = systemClock();
  readonly #begun = this.#clock.now();
  readonly #reports = new Map<ReportType, number>();
  #datagrams = 0;
  #damaged = 0;
  #unprinted = 0;

  constructor(isJson: boolean) {
    this.#isJson = isJson;
  }

  /** Counts a datagram, and prints what is in it. */
  take(bytes: Uint8Array, { address, port }: RemoteInfo): void {
    const seconds = (this.#clock.now() - this.#begun) / 1_000;
    const from = `${address}:${port}`;
    const { reports, issues } = decodeDatagram(bytes);
    this.#datagrams += 1;
    if (issues.length > 0 || reports.length === 0) this.#damaged += 1;
    for (const { type } of reports) this.#reports.set(type, (this.#reports.get(type) ?? 0) + 1);
    if (process.stdout.writableLength > maxUnread) {
      this.#unprinted += 1;
      return;
    }
    const time = Number(seconds.toFixed(3));
    for (const report of reports) {
      if (this.#isJson) printJson({ seconds: time, from, ...report });
      else print(cutToTerminal(reportLine(report, seconds, from)));
    }
    for (const issue of reports.length === 0 && issues.length === 0 ? ['an empty datagram'] : issues) {
      if (this.#isJson) printJson({ seconds: time, from, issue });
      else print(cutToTerminal(issueLine(issue, seconds, from)));
    }
  }

  /** All counts in one line. */
  summary(): string {
    const counts = reportTypes.map((type) => `${this.#reports.get(type) ?? 0} ${type}`).join(', ');
    const unprinted = this.#unprinted === 0 ? '' : `; ${this.#unprinted} not printed: the output is not read`;
    return `${this.#datagrams} datagrams: ${counts}, ${this.#damaged} damaged${unprinted}`;
  }
}
