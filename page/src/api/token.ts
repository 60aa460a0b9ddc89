import { signal } from '@preact/signals';

/** Key in the session storage, which the browser keeps for this tab alone. */
const key = 'silvus-mock-token';

/** The control plane's token that the user has typed; never in a cookie, an address or a log. */
export const token = signal<string | undefined>(sessionStorage.getItem(key) ?? undefined);

/** Keeps a token until the tab is closed. */
export function keepToken(text: string): void {
  sessionStorage.setItem(key, text);
  token.value = text;
}
