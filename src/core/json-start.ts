/**
 * The first characters of a value's JSON, at most one more than `max`: the whole value may have a MiB. Throws for what
 * JSON has not, as JSON.stringify does.
 */
export function jsonStart(value: unknown, max: number): string {
  const text = new Start(max);
  text.write(value);
  return text.written.slice(0, max + 1);
}

/** Types of which JSON has no value: null in a list, and no member in an object. */
const absent: readonly string[] = ['undefined', 'function', 'symbol'];

/** A text that is written until it is longer than allowed. */
class Start {
  written = '';
  readonly #max: number;
  /** The arrays and objects that are being written. */
  readonly #above = new Set<object>();

  constructor(max: number) {
    this.#max = max;
  }

  write(value: unknown): void {
    if (typeof value === 'string') this.written += JSON.stringify(value.slice(0, this.#max + 1));
    else if (absent.includes(typeof value)) this.written += 'null';
    else if (typeof value !== 'object' || value === null) this.written += JSON.stringify(value);
    else if ('toJSON' in value) this.written += JSON.stringify(value);
    else this.#writeContainer(value);
  }

  #writeContainer(value: object): void {
    if (this.#above.has(value)) throw new TypeError('a value holds itself');
    this.#above.add(value);
    if (Array.isArray(value)) this.#writeElements(value);
    else this.#writeMembers(value);
    this.#above.delete(value);
  }

  get #isFull(): boolean {
    return this.written.length > this.#max;
  }

  #writeElements(list: readonly unknown[]): void {
    this.written += '[';
    for (const [index, element] of list.entries()) {
      if (this.#isFull) return;
      if (index > 0) this.written += ',';
      this.write(element);
    }
    this.written += ']';
  }

  #writeMembers(object: object): void {
    this.written += '{';
    let isFirst = true;
    for (const key of Object.keys(object)) {
      if (this.#isFull) return;
      const member: unknown = Reflect.get(object, key);
      if (absent.includes(typeof member)) continue;
      this.written += `${isFirst ? '' : ','}${JSON.stringify(key.slice(0, this.#max + 1))}:`;
      isFirst = false;
      this.write(member);
    }
    this.written += '}';
  }
}
