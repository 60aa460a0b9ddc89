import { expect, test } from 'vitest';
import { printable, escapeControls } from '../../src/core/text.js';

test.each(['freq', '', 'a b', 'Ærøskøbing 📡', '\\u001b', '"quoted"'])('%j stays as it is', (text) => {
  expect(printable(text)).toBe(text);
});

test.each([
  ['a terminal escape', '\u001b[31mred', '\\u001b[31mred'],
  ['line ends', 'a\r\nb', 'a\\u000d\\u000ab'],
  ['a tab', 'a\tb', 'a\\u0009b'],
  ['NUL', 'a\u0000b', 'a\\u0000b'],
  ['DEL', 'a\u007fb', 'a\\u007fb'],
  ['an eight-bit control character', '\u009b31m', '\\u009b31m'],
  ['line separators', 'a\u2028b\u2029c', 'a\\u2028b\\u2029c'],
  ['a change of direction', '\u202egnp.exe', '\\u202egnp.exe'],
  ['an isolated change of direction', '\u2066a\u2069', '\\u2066a\\u2069'],
  ['characters without a width', 'a\u200bb\ufeff\u2060', 'a\\u200bb\\ufeff\\u2060'],
  ['a tag of plane 14', 'a\udb40\udc41', 'a\\udb40\\udc41'],
  ['direction marks', '\u200ea\u200f', '\\u200ea\\u200f'],
])('%s is shown by its number', (_, text, shown) => {
  expect(printable(text)).toBe(shown);
  expect(escapeControls(text)).toBe(shown);
});

test('a text of 128 characters stays whole, a longer one is cut', () => {
  expect(printable('a'.repeat(128))).toBe('a'.repeat(128));
  expect(printable('a'.repeat(129))).toBe(`${'a'.repeat(128)}…`);
});

test('a text is not cut where only its control characters are asked about', () => {
  expect(escapeControls('a'.repeat(1_000))).toBe('a'.repeat(1_000));
});
