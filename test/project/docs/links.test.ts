import { expect, test } from 'vitest';
import { anchorsOf, markdownFiles, root, textOf } from '../../support/markdown.js';

test.each(markdownFiles())('every link of %s inside the project leads somewhere', (file) => {
  const links = [...textOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(({ 1: link = '' }) => link);
  for (const link of links.filter((each) => !/^https?:/.test(each))) {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? file : new URL(path, new URL(file, root)).href.slice(root.href.length);
    const text = textOf(target);
    if (anchor !== undefined) expect(anchorsOf(text), `${file}: ${link}`).toContain(anchor);
  }
});
