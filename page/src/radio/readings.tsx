import { useId } from 'preact/hooks';
import { type Method, isReading } from './methods.js';
import { Panel } from './panel.js';
import { ParamFields } from './param-fields.js';
import type { RadioData } from './radio-data.js';
import { formTextsOf } from './settings.js';
import { useSetting } from './use-setting.js';

/** Readings of the radio, each with a form that puts another value. */
export function Readings({ data }: { readonly data: RadioData }) {
  const methods = data.methods.value?.filter(isReading);
  const values = data.readings.value;
  return (
    <Panel title="Readings">
      {methods?.map((method) => (
        <ReadingRow
          key={method.name}
          data={data}
          method={method}
          current={formTextsOf(values[method.name])}
        />
      ))}
    </Panel>
  );
}

interface ReadingRowProps {
  readonly data: RadioData;
  readonly method: Method;
  readonly current: readonly string[] | undefined;
}

function ReadingRow({ data, method, current }: ReadingRowProps) {
  const error = useId();
  const { name, summary, stateParams = [] } = method;
  const setting = useSetting(data, { ...method, params: stateParams }, current);
  return (
    <form
      class={setting.isChanged ? 'reading changed' : 'reading'}
      aria-label={name}
      {...setting.ofForm}
      onSubmit={(event) => {
        event.preventDefault();
        void setting.put();
      }}
    >
      <div class="reading-name">
        <span class="mono">{name}</span> <span class="muted">{summary}</span>
      </div>
      <ParamFields
        method={name}
        params={stateParams}
        texts={setting.texts}
        isInvalid={setting.error !== undefined}
        errorId={error}
        onInput={setting.input}
      />
      <div class="setting-actions">
        <button
          type="submit"
          class={setting.isChanged ? 'small primary' : 'small'}
          aria-label={`Put ${name}`}
          disabled={setting.isBusy}
        >
          Put
        </button>
        {setting.isChanged && (
          <button type="button" class="small" aria-label={`Undo ${name}`} onClick={setting.undo}>
            Undo
          </button>
        )}
      </div>
      <span id={error} class={setting.error === undefined ? 'muted' : 'error'} role="status">
        {setting.error ?? setting.done ?? ''}
      </span>
    </form>
  );
}
