import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { startSilvusMock } from '../../src/index.js';
import { isError, isPromise } from '../../src/core/realm.js';

/** A value of another realm, as a program under Jest has for all that Node.js gives it. */
const elsewhere = (code: string): unknown => runInNewContext(code);

test('errors and promises of another realm are recognised', () => {
  expect(elsewhere('new Error("x")')).not.toBeInstanceOf(Error);
  expect(['new Error("x")', 'new TypeError("x")'].map(elsewhere).map(isError)).toEqual([true, true]);
  expect(isError(new DOMException('x'))).toBe(true);
  expect(isPromise(elsewhere('(async () => {})()'))).toBe(true);
});

test('what only looks like one is none', () => {
  expect(['({ message: "x" })', '"x"', 'null', 'undefined'].map(elsewhere).map(isError)).toEqual(
    Array(4).fill(false),
  );
  expect(isPromise({ then: () => undefined })).toBe(false);
});

test('a listener of another realm that rejects is reported as an error of the listener', async () => {
  const lines: string[] = [];
  const note = (_fields: object, text: string) => void lines.push(text);
  const silent = () => undefined;
  const mock = await startSilvusMock({ logger: { debug: silent, info: silent, warn: note, error: note } });
  const rejects = elsewhere('async () => { throw new Error("from elsewhere"); }') as () => void;
  mock.on('online', rejects);
  await mock.setMode('offline');
  await mock.setMode('normal');
  await mock.close();
  expect(lines).toEqual(['something failed inside the simulator']);
});
