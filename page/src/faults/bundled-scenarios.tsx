import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/api-error.js';
import { attempt } from '../shell/notices.js';
import { type BundledScenario, bundledScenarios } from './scenario-requests.js';

/** Properties of {@link BundledScenarios}. */
interface BundledScenariosProps {
  readonly isRunning: boolean;
  readonly onStart: (text: string) => Promise<void>;
  /** Takes the text of a scenario to be changed. */
  readonly onEdit: (text: string) => void;
}

/** The scenarios of the package, each with a button that starts it. */
export function BundledScenarios({ isRunning, onStart, onEdit }: BundledScenariosProps) {
  const [scenarios, setScenarios] = useState<readonly BundledScenario[]>([]);
  const [error, setError] = useState<string>();
  useEffect(() => {
    const ended = new AbortController();
    bundledScenarios(ended.signal).then(setScenarios, (thrown: unknown) => {
      if (thrown instanceof ApiError) setError(thrown.message);
    });
    return () => ended.abort();
  }, []);
  return (
    <>
      <h3>Bundled scenarios</h3>
      {error !== undefined && <p class="error">{error}</p>}
      {isRunning && <p class="muted">One runs at a time: stop it to start another.</p>}
      <ul class="bundled">
        {scenarios.map(({ name, summary, text }) => (
          <li key={name}>
            <div>
              <strong>{name}</strong>
              <p class="muted">{summary}</p>
            </div>
            <div class="toolbar">
              <button
                type="button"
                class="small"
                disabled={isRunning}
                aria-label={`Start ${name}`}
                onClick={() => void attempt(() => onStart(text), `The scenario ${name} is running.`)}
              >
                Start
              </button>
              <button
                type="button"
                class="small"
                aria-label={`Copy below: ${name}`}
                onClick={() => onEdit(text)}
              >
                Copy below
              </button>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}
