import { useId, useState } from 'preact/hooks';
import { messageOf } from '../api/api-error.js';

/** Properties of {@link OwnScenario}. */
interface OwnScenarioProps {
  readonly text: string;
  readonly isRunning: boolean;
  readonly onText: (text: string) => void;
  readonly onStart: (text: string) => Promise<void>;
}

/** Longest file that is read: the control plane takes no longer YAML. */
const maxBytes = 131_072;

/** A scenario as text, typed or from a file. */
export function OwnScenario({ text, isRunning, onText, onStart }: OwnScenarioProps) {
  const id = useId();
  const [error, setError] = useState<string>();
  const change = (next: string) => {
    setError(undefined);
    onText(next);
  };
  const attempted = (action: () => Promise<void>) => {
    action().then(
      () => setError(undefined),
      (thrown: unknown) => setError(messageOf(thrown)),
    );
  };
  return (
    <form
      class="own-scenario"
      onSubmit={(event) => {
        event.preventDefault();
        attempted(() => onStart(text));
      }}
    >
      <h3>Your own</h3>
      <label for={`${id}-text`}>Scenario as YAML or JSON</label>
      <textarea
        id={`${id}-text`}
        class="mono"
        rows={8}
        spellcheck={false}
        value={text}
        placeholder={'steps:\n  - fault: { kind: busy, name: full }\n  - after: 30s\n    removeFault: full'}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
      {error !== undefined && (
        <div id={`${id}-error`} class="error" role="alert">
          {error.split('\n').map((line, index) => (
            <p key={index}>{line}</p>
          ))}
        </div>
      )}
      <div class="toolbar">
        <button type="submit" class="primary" disabled={isRunning || text.trim() === ''}>
          Start this scenario
        </button>
        <label class="file">
          From a file{' '}
          <input
            type="file"
            accept=".yaml,.yml,.json,application/yaml,application/json,text/yaml"
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              if (file !== undefined) attempted(async () => change(await textOf(file)));
            }}
          />
        </label>
      </div>
    </form>
  );
}

/** The text of a file. Rejects one that is too long. */
async function textOf(file: File): Promise<string> {
  if (file.size > maxBytes)
    throw new Error(`${file.name} has ${file.size} bytes; allowed: at most ${maxBytes}`);
  return file.text();
}
