import { isPromise } from './realm.js';

/** An event listener. Its return value is ignored, except for a promise that rejects. */
export type Listener<T> = (event: T) => unknown;

/** Typed events. What a listener throws or rejects with goes to `onError` and never to the code that emits. */
export class TypedEvents<Events extends object> {
  #listeners: { [K in keyof Events]?: Set<Listener<Events[K]>> } = {};
  readonly #onError: (error: unknown, event: keyof Events) => void;

  constructor(onError: (error: unknown, event: keyof Events) => void) {
    this.#onError = onError;
  }

  /** Adds a listener and returns a function that removes it. */
  on<K extends keyof Events>(name: K, listener: Listener<Events[K]>): () => void {
    const listeners = (this.#listeners[name] ??= new Set<Listener<Events[K]>>());
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  /** Returns whether the event has a listener, so that an event that nobody wants need not be made. */
  has(name: keyof Events): boolean {
    return (this.#listeners[name]?.size ?? 0) > 0;
  }

  /** Calls the listeners in the order in which they were added. */
  emit<K extends keyof Events>(name: K, event: Events[K]): void {
    for (const listener of [...(this.#listeners[name] ?? [])]) this.#call(name, listener, event);
  }

  /** Removes all listeners. */
  clear(): void {
    this.#listeners = {};
  }

  #call<K extends keyof Events>(name: K, listener: Listener<Events[K]>, event: Events[K]): void {
    try {
      const returned = listener(event);
      if (isPromise(returned)) returned.catch((error: unknown) => this.#onError(error, name));
    } catch (error) {
      this.#onError(error, name);
    }
  }
}
