import { useState } from 'preact/hooks';
import { keepToken } from '../api/token.js';
import { connection } from '../simulator/connection.js';
import { refreshNodes } from '../simulator/nodes.js';

/** The form that asks for the control plane's token. */
export function TokenForm() {
  const [text, setText] = useState('');
  const isWrong = connection.isTokenWrong.value;
  const submit = (event: Event) => {
    event.preventDefault();
    keepToken(text.trim());
    void refreshNodes().catch(() => undefined);
  };
  return (
    <form class="panel token-form" onSubmit={submit}>
      <h1>Token</h1>
      <p>
        This control plane needs a token: the setting control.token of the simulator. It is kept for this tab.
      </p>
      <label>
        Token
        <input
          type="password"
          autoComplete="off"
          value={text}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'token-wrong' : undefined}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      {isWrong && (
        <p id="token-wrong" class="error" role="alert">
          The control plane has refused this token.
        </p>
      )}
      <button type="submit" disabled={text.trim() === ''}>
        Use this token
      </button>
    </form>
  );
}
