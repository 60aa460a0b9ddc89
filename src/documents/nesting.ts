import { yaml } from './yaml.js';

/** How deep a file may be nested. */
export const mostNesting = 64;

/** A parser takes some 10 microseconds for each, and an issue for each is worse. */
export const mostLexemes = 50_000;

/** The lexer says with it that the next lexeme is the text of a value. */
const scalarMark = '\u001f';

/** What else the lexer says that is no part of the text: a document begins, a bracket is missing. */
const otherMarks = ['\u0002', '\u0018'];

/** What would keep a parser busy without end, or bring it down, and the offset where that shows. */
export interface Hostile {
  readonly offset: number;
  readonly message: string;
}

/**
 * Finds in a text what a parser must not see: more than {@link mostNesting} levels or {@link mostLexemes} parts;
 * undefined: all is well.
 */
export function hostileAt(text: string): Hostile | undefined {
  const nesting = new Nesting();
  let offset = 0;
  let parts = 0;
  const { Lexer } = yaml();
  for (const lexeme of new Lexer().lex(text)) {
    if (nesting.isTooDeepAfter(lexeme))
      return { offset, message: `is nested too deep; allowed: ${mostNesting} levels` };
    if (lexeme === scalarMark || otherMarks.includes(lexeme)) continue;
    if (!isFree(lexeme)) parts++;
    if (parts > mostLexemes)
      return {
        offset,
        message: `has too many parts; allowed: ${mostLexemes} keys, values, marks and comments`,
      };
    offset += lexeme.length;
  }
  return undefined;
}

const isFree = (lexeme: string) => ' \t\n\r\ufeff'.includes(lexeme.charAt(0));

/** Counts the levels that are open, lexeme by lexeme. */
class Nesting {
  /** Brackets and braces that are open. */
  #flow = 0;
  /** Columns of the blocks that are open. */
  readonly #blocks: number[] = [];
  #column = 0;
  /** Whether a block may begin here: all before on this line is blanks and indicators. */
  #isLeading = true;
  #isScalar = false;
  /** Whether the next text is that of `|` or `>`, which stands where it likes. */
  #isBlockText = false;

  isTooDeepAfter(lexeme: string): boolean {
    if (this.#isScalar) this.#takeScalar(lexeme);
    else if (lexeme === scalarMark) this.#isScalar = true;
    else if (!otherMarks.includes(lexeme)) this.#takeToken(lexeme);
    return this.#blocks.length + this.#flow > mostNesting;
  }

  #takeScalar(text: string): void {
    const endsLine = this.#isBlockText;
    if (!endsLine) this.#open();
    this.#isScalar = false;
    this.#isBlockText = false;
    this.#isLeading = endsLine;
    this.#column = endsLine ? 0 : this.#column + text.length;
  }

  #takeToken(lexeme: string): void {
    const first = lexeme.charAt(0);
    if (first === '\n' || first === '\r') {
      this.#column = 0;
      this.#isLeading = true;
      return;
    }
    if ('[{-?:"\'*'.includes(first)) this.#open();
    if ('[{'.includes(first)) this.#flow++;
    if (']}'.includes(first)) this.#flow = Math.max(0, this.#flow - 1);
    if ('|>'.includes(first)) this.#isBlockText = true;
    this.#isLeading &&= ' \t-?:&!'.includes(first);
    this.#column += lexeme.length;
  }

  /** Opens a block at this column; those further in are over. */
  #open(): void {
    if (this.#flow > 0 || !this.#isLeading) return;
    while ((this.#blocks.at(-1) ?? -1) > this.#column) this.#blocks.pop();
    if (this.#blocks.at(-1) !== this.#column) this.#blocks.push(this.#column);
  }
}
