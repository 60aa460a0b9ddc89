import { pino } from 'pino';
import type { Config } from '../config/schema.js';
import type { Logger } from '../logger.js';

/** Makes the logger on stderr: pretty on a terminal, JSON otherwise. It comes wrapped: pino's loggers look like promises. */
export async function createLogger({ level, format }: Config['log']): Promise<{ readonly logger: Logger }> {
  const isTerminal = process.stderr.isTTY;
  const options = { level, base: null };
  if (format === 'json' || (format === 'auto' && !isTerminal)) {
    return { logger: pino(options, pino.destination({ fd: 2, sync: true })) };
  }
  const { default: pretty } = await import('pino-pretty');
  const stream = pretty({
    destination: 2,
    sync: true,
    colorize: isTerminal,
    translateTime: 'SYS:HH:MM:ss.l',
  });
  return { logger: pino(options, stream) };
}
