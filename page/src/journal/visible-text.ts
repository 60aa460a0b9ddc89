/**
 * Characters that have no shape of their own: control and format characters (those that change the direction of text
 * among them), lone surrogates, private ones, separators of lines, and letters that are blank.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Text from outside for one line: what is invisible is written as JSON escapes it, `\u001b`; cut after `max` characters. */
export function visibleLine(text: string, max = Infinity): string {
  return text.length <= max ? escaped(text) : `${escaped(text.slice(0, max))}…`;
}

/** The same for text of several lines: line feeds and tabs stay. */
export function visibleBlock(text: string): string {
  return text.replace(invisible, (found) => (found === '\n' || found === '\t' ? found : escapes(found)));
}

/** True if each character of a text has a shape. */
export function isVisible(text: string): boolean {
  return text.search(invisible) === -1;
}

function escaped(text: string): string {
  return text.replace(invisible, escapes);
}

/** Each UTF-16 unit as JSON escapes it. */
function escapes(found: string): string {
  return found
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
