import { yaml } from './yaml.js';

/** Nesting levels of a file. */
const maxNesting = 64;

/** The parser takes some 10 microseconds for each, and an issue for each takes longer. */
const maxLexemes = 50_000;

/** Mark of the lexer: the next lexeme is the text of a value. */
const scalarMark = '\u001f';

/** Other marks of the lexer that are not in the text: begin of a document, missing bracket. */
const otherMarks = ['\u0002', '\u0018'];

/** A text that would block or crash the parser, with the offset of the first sign. */
interface Hostile {
  readonly offset: number;
  readonly message: string;
}

/**
 * Checks a text before the parser reads it: at most {@link maxNesting} levels and {@link maxLexemes} parts.
 * Undefined if it is safe.
 */
export function findHostile(text: string): Hostile | undefined {
  const nesting = new Nesting();
  let offset = 0;
  let parts = 0;
  const { Lexer } = yaml();
  for (const lexeme of new Lexer().lex(text)) {
    if (nesting.isTooDeepAfter(lexeme))
      return { offset, message: `is nested too deep; allowed: ${maxNesting} levels` };
    if (lexeme === scalarMark || otherMarks.includes(lexeme)) continue;
    if (!isFree(lexeme)) parts++;
    if (parts > maxLexemes)
      return {
        offset,
        message: `has too many parts; allowed: ${maxLexemes} keys, values, marks and comments`,
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
  /** True if a block may begin here: this line has only blanks and indicators so far. */
  #isLeading = true;
  #isScalar = false;
  /** True if the next text belongs to `|` or `>`, whose indentation does not matter. */
  #isBlockText = false;

  isTooDeepAfter(lexeme: string): boolean {
    if (this.#isScalar) this.#takeScalar(lexeme);
    else if (lexeme === scalarMark) this.#isScalar = true;
    else if (!otherMarks.includes(lexeme)) this.#takeToken(lexeme);
    return this.#blocks.length + this.#flow > maxNesting;
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

  /** Opens a block at this column; deeper ones have ended. */
  #open(): void {
    if (this.#flow > 0 || !this.#isLeading) return;
    while ((this.#blocks.at(-1) ?? -1) > this.#column) this.#blocks.pop();
    if (this.#blocks.at(-1) !== this.#column) this.#blocks.push(this.#column);
  }
}
