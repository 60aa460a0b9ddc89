import { expect, test } from 'vitest';
import { anchorsOf, markdownFiles, root, textOf } from '../../support/markdown.js';

/** The links of a document that lead to the project's own files. */
const linksOf = (file: string) =>
  [...textOf(file).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(({ 1: link = '' }) => link)
    .filter((link) => !/^https?:/.test(link));

test('the documents have links, some of them to a heading', () => {
  const links = markdownFiles().flatMap(linksOf);
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter((link) => link.includes('#')).length).toBeGreaterThan(10);
});

test.each(markdownFiles())('every link of %s inside the project leads somewhere', (file) => {
  for (const link of linksOf(file)) {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : new URL(path, new URL(file, root)).href.slice(root.href.length);
    const text = textOf(target);
    if (anchor !== undefined) expect(anchorsOf(text), `${file}: ${link}`).toContain(anchor);
  }
});
