import type { Config } from './schema.js';

/**
 * What a simulator goes on with: the settings that are live as they are to be, all others as they were.
 * `settings.ts` says which are live.
 */
export function inForce(to: Config, from: Config): Config {
  const { mode, reply, timing, deadlines, worker, deferred, journal, close } = to;
  return {
    ...from,
    mode,
    reply,
    timing,
    deadlines,
    worker,
    deferred,
    journal,
    close,
    http: { ...to.http, port: from.http.port },
    maintenance: { ...to.maintenance, port: from.maintenance.port },
    log: { ...from.log, level: to.log.level },
  };
}
