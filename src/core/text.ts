const longestShown = 128;

/** Control characters, and those that turn the direction of text around. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Makes text from a peer fit for a terminal: control characters are shown as `\u001b`. */
export function withoutControls(text: string): string {
  return text.replace(unprintable, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Makes text from a peer fit for a log: as {@link withoutControls}, and cut. */
export function printable(text: string): string {
  return withoutControls(text.length > longestShown ? `${text.slice(0, longestShown)}…` : text);
}
