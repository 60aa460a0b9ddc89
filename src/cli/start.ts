import { type ConfigFault, parseConfig } from '../config/schema.js';
import { type ConfigTree, setAt, settings, valueOf } from '../config/settings.js';
import { SilvusMockError } from '../errors.js';
import type { Logger } from '../logger.js';
import { type SilvusMock, createSilvusMock } from '../simulator.js';
import type { CloseReport } from '../simulator-events.js';
import { CliError, exitCodes } from './exit-codes.js';
import { createLogger, logFormats, logLevels } from './logger.js';
import { handleFaults, handleSignals } from './signals.js';

/** Flags by their long name, as they were given: `--queue-capacity`. */
export type Flags = ReadonlyMap<string, string>;

/** `silvus-mock start`: runs one radio until a signal comes. Sets the exit code. */
export async function start(flags: Flags, asJson: boolean): Promise<void> {
  const config = configOf(flags);
  const level = oneOf(flags, '--log-level', logLevels) ?? 'info';
  const format = oneOf(flags, '--log-format', logFormats) ?? 'auto';
  const { logger } = await createLogger({ level, format });
  const mock = create(config, logger);
  const ended = untilEnd(mock, logger);
  try {
    await mock.start();
    announce(mock, asJson);
  } catch (fault) {
    if (!(fault instanceof SilvusMockError)) throw fault;
    if (fault.code === 'PORT_UNAVAILABLE') {
      await mock.close();
      ended.release();
      throw new CliError(
        exitCodes.portUnavailable,
        `${fault.message}; another can be chosen with --http-port and --maintenance-port`,
      );
    }
    if (fault.code !== 'CLOSED_WHILE_STARTING') throw fault;
  }
  process.exitCode = await ended.exitCode;
}

function configOf(flags: Flags): ConfigTree {
  const tree: ConfigTree = {};
  for (const { flag, path, kind } of settings) {
    const text = flags.get(flag);
    if (text !== undefined) setAt(tree, path, valueOf(kind, text));
  }
  return tree;
}

function create(tree: ConfigTree, logger: Logger): SilvusMock {
  const parsed = parseConfig(tree);
  if ('faults' in parsed) throw new CliError(exitCodes.usage, parsed.faults.map(describe).join('\n'));
  try {
    return createSilvusMock({ ...tree, ...portsOf(parsed.config), logger });
  } catch (fault) {
    if (!(fault instanceof SilvusMockError)) throw fault;
    throw new CliError(
      fault.code === 'MODEL_INVALID' ? exitCodes.configuration : exitCodes.usage,
      fault.message,
    );
  }
}

/** The ports of the radio itself, where a program's simulators take any that is free. */
function portsOf({ http, maintenance }: { http: { port: number }; maintenance: { port: number } }) {
  return { http: { port: http.port }, maintenance: { port: maintenance.port } };
}

function describe({ path, message }: ConfigFault): string {
  const name = path.join('.');
  return `${settings.find((each) => each.path === name)?.flag ?? name}: ${message}`;
}

function oneOf<T extends string>(flags: Flags, flag: string, allowed: readonly T[]): T | undefined {
  const text = flags.get(flag);
  const found = allowed.find((each) => each === text);
  if (text !== undefined && found === undefined) {
    throw new CliError(exitCodes.usage, `${flag}: "${text}" is not allowed; allowed: ${allowed.join(', ')}`);
  }
  return found;
}

/** Closes on a signal or a fault; gives the exit code once closed. */
function untilEnd(mock: SilvusMock, logger: Logger) {
  let failed = false;
  const close = () => {
    mock.close().catch((fault: unknown) => logger.error({ err: fault }, 'the close failed'));
  };
  const offSignals = handleSignals((signal) => {
    logger.info({ signal }, 'closing; the same again ends at once');
    close();
  });
  const offFaults = handleFaults((fault) => {
    failed = true;
    logger.error({ err: fault }, 'unexpected; closing');
    close();
  });
  const release = () => {
    offSignals();
    offFaults();
  };
  const exitCode = new Promise<number>((resolve) => {
    mock.on('closed', (report) => {
      release();
      resolve(failed ? exitCodes.unexpected : exitCodeOf(report));
    });
  });
  return { exitCode, release };
}

function exitCodeOf({ fault, cut, forced }: CloseReport): number {
  if (fault !== undefined) return exitCodes.portUnavailable;
  return cut + forced > 0 ? exitCodes.cut : exitCodes.ok;
}

/** Says on the first line of stdout where the radio listens. */
function announce({ http, maintenance, seed }: SilvusMock, asJson: boolean): void {
  const { pid } = process;
  if (asJson || !process.stdout.isTTY) {
    process.stdout.write(`${JSON.stringify({ event: 'listening', http, maintenance, pid, seed })}\n`);
    return;
  }
  const request = '{"jsonrpc":"2.0","method":"freq","id":1}';
  process.stdout.write(
    `Listening on ${http.url}, maintenance on ${maintenance.host}:${maintenance.port}\n` +
      `Try: curl -s -d '${request}' ${http.url}\n`,
  );
}
