import { readFileSync, readdirSync } from 'node:fs';

/** Folder of this checkout. */
export const root = new URL('../../', import.meta.url);

/** A file of this checkout as text. */
export function textOf(file: string): string {
  return readFileSync(new URL(file, root), 'utf8');
}

/** Every Markdown document that the project keeps. */
export function markdownFiles(): readonly string[] {
  const inDocs = readdirSync(new URL('docs/', root)).filter((file) => file.endsWith('.md'));
  return ['README.md', 'CHANGELOG.md', ...inDocs.map((file) => `docs/${file}`)];
}

/** A fenced block of a Markdown text. */
export interface Fence {
  readonly language: string;
  readonly text: string;
  /** Number of its first line of content. */
  readonly line: number;
}

/** The fenced blocks of a Markdown text, in their order. */
export function fencesOf(markdown: string): readonly Fence[] {
  return [...markdown.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(
    ({ 1: language = '', 2: text = '', index }) => ({
      language,
      text,
      line: markdown.slice(0, index).split('\n').length + 1,
    }),
  );
}

/** The anchors that a Markdown text's headings make. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(({ 1: title = '' }) => title);
  return new Set(
    headings.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
