/** One who listens; what it returns is ignored, but for a promise that rejects. */
export type Listener<T> = (event: T) => unknown;

/**
 * Typed events whose listeners can't harm the one who emits: what a listener throws, or rejects with,
 * goes to `onFault`.
 */
export class TypedEvents<Events extends object> {
  #listeners: { [K in keyof Events]?: Set<Listener<Events[K]>> } = {};
  readonly #onFault: (fault: unknown, event: keyof Events) => void;

  constructor(onFault: (fault: unknown, event: keyof Events) => void) {
    this.#onFault = onFault;
  }

  /** Adds a listener and gives the way to take it off. */
  on<K extends keyof Events>(name: K, listener: Listener<Events[K]>): () => void {
    const listeners = (this.#listeners[name] ??= new Set<Listener<Events[K]>>());
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  /** Whether anyone listens, so that an event nobody wants need not be made. */
  has(name: keyof Events): boolean {
    return (this.#listeners[name]?.size ?? 0) > 0;
  }

  /** Calls each listener in the order in which they were added. */
  emit<K extends keyof Events>(name: K, event: Events[K]): void {
    for (const listener of [...(this.#listeners[name] ?? [])]) this.#call(name, listener, event);
  }

  /** Takes all listeners off. */
  clear(): void {
    this.#listeners = {};
  }

  #call<K extends keyof Events>(name: K, listener: Listener<Events[K]>, event: Events[K]): void {
    try {
      const returned = listener(event);
      if (returned instanceof Promise) returned.catch((fault: unknown) => this.#onFault(fault, name));
    } catch (fault) {
      this.#onFault(fault, name);
    }
  }
}
