import type { Clock } from '../time/clock.js';
import type { Logger } from './logger.js';
import { LogSampler } from './log-sampler.js';

/** A logger whose warnings and errors are sampled. */
export interface SampledLogger extends Logger {
  /** Writes what was left out and not told yet; for the close. */
  flush(): void;
}

/** Fields that make two lines of one message different; all others, such as the peer, do not. */
const keyFields = ['node', 'port', 'reason', 'where', 'activity', 'phase'] as const;

/**
 * The same logger, with the same warning or error at most once a second: the same message, kind of error and
 * {@link keyFields}. A line that others were left out before has their number as `leftOut`.
 * @param clock real time
 */
export function sampled(logger: Logger, clock: Pick<Clock, 'now'>): SampledLogger {
  const sampler = new LogSampler(clock);
  const write = (level: 'warn' | 'error') => (fields: object, message: string) =>
    sampler.say(keyOf(level, fields, message), (leftOut) =>
      logger[level](leftOut === 0 ? fields : { ...fields, leftOut }, message),
    );
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: write('warn'),
    error: write('error'),
    isLevelEnabled: (level) => logger.isLevelEnabled?.(level) ?? true,
    flush: () => sampler.flush(),
  };
}

function keyOf(level: string, fields: object, message: string): string {
  const of = new Map<string, unknown>(Object.entries(fields));
  const fault = of.get('err');
  const kind = fault instanceof Error ? fault.name : typeof fault;
  return JSON.stringify([level, message, kind, ...keyFields.map((name) => of.get(name))]);
}
