import type { ChaosLevel, ChaosStage } from './levels.js';

/** A way in which chaos bends what a radio sends. */
export interface ChaosBend {
  /** Its name, the last part of a case. */
  readonly name: string;
  /** Its effect as a client sees it, in one line. */
  readonly summary: string;
  /** The stages at which it acts. */
  readonly stages: readonly ChaosStage[];
  /** Level `radio`: where interface.md says that radios do so. */
  readonly source?: string;
}

/** The bends of a level of chaos. They are loaded with the first call. */
export async function chaosBends(level: ChaosLevel): Promise<readonly ChaosBend[]> {
  const { bendsOf } = await import('./catalogue.js');
  const { radioSource } = await import('./radio-sources.js');
  return bendsOf(level).map(({ name, summary, stages }) => {
    const source = level === 'radio' ? radioSource(name) : undefined;
    return { name, summary, stages, ...(source === undefined ? {} : { source }) };
  });
}
