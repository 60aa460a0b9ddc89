import { signal } from '@preact/signals';
import { messageOf } from '../api/api-error.js';

/** A message about something that the user did. */
interface Notice {
  readonly id: number;
  readonly text: string;
  readonly isError: boolean;
}

/** Maximum number of notices shown. */
const maxNotices = 4;

/** Time that a notice without an error stays, ms. */
const noticeTime = 5_000;

const notices = signal<readonly Notice[]>([]);
let lastId = 0;

/** Shows that something was done. */
export function tell(text: string): void {
  const { id } = add(text, false);
  setTimeout(() => remove(id), noticeTime);
}

/** Shows an error until it is dismissed. */
function tellError(error: unknown): void {
  add(messageOf(error), true);
}

/** Carries out what the user asked for, and shows the error if it fails. Resolves to whether it did not. */
export async function attempt(action: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await action();
    if (done !== undefined) tell(done);
    return true;
  } catch (error) {
    tellError(error);
    return false;
  }
}

function add(text: string, isError: boolean): Notice {
  lastId += 1;
  const notice = { id: lastId, text, isError };
  notices.value = [...notices.value, notice].slice(-maxNotices);
  return notice;
}

function remove(id: number): void {
  notices.value = notices.value.filter((each) => each.id !== id);
}

/** The notices, in a corner of the page. */
export function Notices() {
  return (
    <div class="notices" role="log" aria-label="Messages" aria-live="polite">
      {notices.value.map(({ id, text, isError }) => (
        <p key={id} class={isError ? 'notice error' : 'notice'}>
          {text}
          <button type="button" aria-label="Dismiss this message" onClick={() => remove(id)}>
            ×
          </button>
        </p>
      ))}
    </div>
  );
}
