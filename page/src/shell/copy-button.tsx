import { attempt } from './notices.js';

/** Properties of {@link CopyButton}. */
interface CopyButtonProps {
  /** Text for the clipboard. */
  readonly text: string;
  /** Subject of the copy, for the button's name: `the address of http`. */
  readonly what: string;
}

/** A button that copies a text to the clipboard. */
export function CopyButton({ text, what }: CopyButtonProps) {
  return (
    <button
      type="button"
      class="small"
      aria-label={`Copy ${what}`}
      onClick={() => void attempt(() => copy(text), `Copied: ${what}`)}
    >
      Copy
    </button>
  );
}

/** Copies a text to the clipboard. */
export async function copy(text: string): Promise<void> {
  if (!window.isSecureContext)
    throw new Error('the browser lets a page copy only at localhost or by HTTPS: select the text instead');
  await navigator.clipboard.writeText(text);
}
