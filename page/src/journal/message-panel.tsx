import { useMemo, useState } from 'preact/hooks';
import type { Message } from './exchange.js';
import { hexDump } from './hex-dump.js';
import { indentJson } from './indent-json.js';
import { visibleBlock } from './visible-text.js';

/** Forms in which a message can be read. */
export const messageForms = ['JSON', 'text', 'bytes'] as const;

/** One of {@link messageForms}. */
export type MessageForm = (typeof messageForms)[number];

/** Characters, or bytes, that are shown at first, and that each further step adds. */
const step = { text: 16_384, bytes: 4_096 };

/** Length of a text beyond which it is not indented, characters. */
const maxIndented = 262_144;

/** Properties of {@link MessagePanel}. */
interface MessagePanelProps {
  readonly title: string;
  /** Undefined: there is none. */
  readonly message: Message | undefined;
  /** Why there is none. */
  readonly absence: string;
  readonly form: MessageForm;
  /** Asks for the rest of a message that is cut. */
  readonly onShowAll: () => void;
}

/** A request or a reply. */
export function MessagePanel({ title, message, absence, form, onShowAll }: MessagePanelProps) {
  return (
    <section class="message" aria-label={title}>
      <h3>
        {title}
        {message !== undefined && <span class="muted"> {bytesText(message.size)}</span>}
      </h3>
      {message === undefined ? (
        <p class="muted">{absence}</p>
      ) : (
        <MessageText key={form} title={title} message={message} form={form} onShowAll={onShowAll} />
      )}
    </section>
  );
}

function MessageText({
  title,
  message,
  form,
  onShowAll,
}: Omit<MessagePanelProps, 'message' | 'absence'> & { readonly message: Message }) {
  const [steps, setSteps] = useState(1);
  const { note, text, length } = useMemo(() => shownOf(message, form, steps), [message, form, steps]);
  const isCut = message.bytes.length < message.size;
  return (
    <>
      {note !== undefined && <p class="muted">{note}</p>}
      {message.size === 0 ? (
        <p class="muted">Empty.</p>
      ) : (
        <pre
          class={form === 'bytes' ? 'bytes' : undefined}
          tabIndex={0}
          role="group"
          aria-label={`${title} as ${form}`}
        >
          {text}
        </pre>
      )}
      {isCut ? (
        <p class="message-more">
          Cut after {bytesText(message.bytes.length)} of {bytesText(message.size)}.{' '}
          <button type="button" class="small" onClick={onShowAll}>
            Show all of the {title.toLowerCase()}
          </button>
        </p>
      ) : (
        length > steps * stepOf(form) && (
          <p class="message-more">
            <button type="button" class="small" onClick={() => setSteps(steps * 2)}>
              Show more of the {title.toLowerCase()}
            </button>
          </p>
        )
      )}
    </>
  );
}

function stepOf(form: MessageForm): number {
  return form === 'bytes' ? step.bytes : step.text;
}

/** The part of a message that is shown, and its length as a whole. */
function shownOf(message: Message, form: MessageForm, steps: number) {
  const limit = steps * stepOf(form);
  if (form === 'bytes') {
    const { bytes } = message;
    return { note: undefined, text: hexDump(bytes.subarray(0, limit)), length: bytes.length };
  }
  const isCut = message.bytes.length < message.size;
  const canIndent = form === 'JSON' && !isCut && message.text.length <= maxIndented;
  const json = canIndent ? indentJson(message.text) : undefined;
  const text = json ?? message.text;
  const note = canIndent && json === undefined && message.size > 0 ? 'This is no JSON. As text:' : undefined;
  return { note, text: visibleBlock(text.slice(0, limit)), length: text.length };
}

/** A number of bytes in words. */
function bytesText(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'byte' : 'bytes'}`;
}
