/** One part of a change. A step that throws has changed nothing. */
export interface ChangeStep {
  /** Part that it changes: `worker`. */
  readonly name: string;
  apply(): void | Promise<void>;
  /** Puts back what `apply` changed. */
  undo(): void | Promise<void>;
}

/** Outcome of a change. */
export type Applied =
  | { readonly done: true }
  | {
      readonly done: false;
      /** Name of the step that threw. */
      readonly failed: string;
      readonly fault: unknown;
      /** Steps whose undo threw; they are not as they were. */
      readonly notUndone: readonly { readonly name: string; readonly fault: unknown }[];
    };

/** Applies the steps in order: if one throws, those before it are undone, last first. Never rejects. */
export async function applyAll(steps: readonly ChangeStep[]): Promise<Applied> {
  const taken: ChangeStep[] = [];
  for (const step of steps) {
    try {
      await step.apply();
      taken.push(step);
    } catch (fault) {
      return { done: false, failed: step.name, fault, notUndone: await undone(taken.toReversed()) };
    }
  }
  return { done: true };
}

async function undone(steps: readonly ChangeStep[]) {
  const failed: { readonly name: string; readonly fault: unknown }[] = [];
  for (const step of steps) {
    try {
      await step.undo();
    } catch (fault) {
      failed.push({ name: step.name, fault });
    }
  }
  return failed;
}
