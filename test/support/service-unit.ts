import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderWith } from './folder.js';
import { root, textOf } from './markdown.js';

const text = textOf('deploy/systemd/silvus-mock.service');

/** Every value that the service's unit gives a key, in their order. */
export function unitValues(key: string): readonly string[] {
  return [...text.matchAll(/^(\w+)=(.*)$/gm)].flatMap(([, name, value = '']) =>
    name === key ? [value] : [],
  );
}

/** The one value of a key. */
export function unitValue(key: string): string {
  const [value, ...more] = unitValues(key);
  if (value === undefined || more.length > 0) throw new Error(`${more.length + 1} of ${key}`);
  return value;
}

/** The unit as a file that runs the command of this checkout, which is not installed; gone after the test. */
export function unitFile(change: (text: string) => string = (same) => same): string {
  const bin = fileURLToPath(new URL('bin/silvus-mock.js', root));
  const here = change(text).replace(/^ExecStart=silvus-mock /m, `ExecStart=${bin} `);
  return join(folderWith({ 'silvus-mock.service': here }), 'silvus-mock.service');
}
