/** Names that stand for keys of the air interface: a document with them gives the same links, and shows no key. */
export class KeyNames {
  readonly #names = new Map<string, string>();

  /** The name of a key, which is a key itself where a network is made from it. */
  nameOf(key: string): string {
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = `key-${this.#names.size + 1}`;
    this.#names.set(key, name);
    return name;
  }
}
