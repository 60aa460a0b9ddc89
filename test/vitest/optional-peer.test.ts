import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const built = (file: string) => JSON.stringify(new URL(`../../dist/${file}`, import.meta.url).href);

/** A resolver that knows no vitest. */
const hook = `data:text/javascript,${encodeURIComponent(`
export function resolve(name, context, next) {
  if (name === 'vitest') throw new Error('there is no vitest');
  return next(name, context);
}`)}`;

test('where there is no vitest, all but its own entry works', async () => {
  const program = `
    import { register } from 'node:module';
    register(${JSON.stringify(hook)});
    const { startSilvusMock } = await import(${built('index.js')});
    const mock = await startSilvusMock();
    await mock.close();
    console.log(mock.lifecycle);
    await import(${built('vitest/vitest.js')}).catch(({ message }) => console.log(message));
  `;
  const args = ['--input-type=module', '-e', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 50_000 });
  expect(stdout).toBe('closed\nthere is no vitest\n');
});
