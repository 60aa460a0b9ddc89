/** The settings of chaos, as texts. */
export interface ChaosSettings {
  readonly level: string;
  readonly share: string;
  readonly stages: string;
  /** The cases that alone are bent; empty if there is no such choice. */
  readonly only: string;
}

/** A setting, as GET /config has it. */
interface Setting {
  readonly path: string;
  readonly typed?: unknown;
}

/** The settings of chaos; undefined where it is off. */
export function chaosOf(settings: readonly Setting[]): ChaosSettings | undefined {
  const text = (name: string) => {
    const value = settings.find(({ path }) => path === `chaos.${name}`)?.typed;
    return [value ?? []].flat().map(String).join(', ');
  };
  const level = text('level');
  if (level === '') return undefined;
  return { level, share: text('share'), stages: text('stages'), only: text('only') };
}
