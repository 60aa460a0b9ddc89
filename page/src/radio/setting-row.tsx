import { useId, useState } from 'preact/hooks';
import { ConfirmDialog } from '../shell/dialog.js';
import type { Method } from './methods.js';
import { ParamFields } from './param-fields.js';
import type { RadioData } from './radio-data.js';
import { type Difference, valueText } from './settings.js';
import { type SettingForm, useSetting } from './use-setting.js';

/** Properties of {@link SettingRow}. */
interface SettingRowProps {
  readonly data: RadioData;
  readonly method: Method;
  /** Its present value; undefined if it can't be read, or is not known yet. */
  readonly current: readonly string[] | undefined;
  readonly difference: Difference;
  /** True if `setenvlinsingle` takes it. */
  readonly isSavable: boolean;
}

/** A setting or command of the radio: its value, what it takes, where it differs, and what the radio answered. */
export function SettingRow({ data, method, current, difference, isSavable }: SettingRowProps) {
  const error = useId();
  const setting = useSetting(data, method, current);
  const [isAsking, setIsAsking] = useState(false);
  const { name, summary, effect, params } = method;
  const isAction = params.length === 0;
  const isDangerous = isAction && ['reboot', 'zeroize', 'none'].includes(effect);
  const call = () => {
    setIsAsking(false);
    void setting.call();
  };
  return (
    <form
      class={setting.isChanged ? 'setting changed' : 'setting'}
      aria-label={name}
      {...setting.ofForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (isDangerous) setIsAsking(true);
        else void setting.call();
      }}
    >
      <div class="setting-name">
        <span class="mono">{name}</span>
        {effect !== 'none' && <span class="badge">{effect}</span>}
        <div class="muted">{summary}</div>
      </div>
      <ParamFields
        method={name}
        params={params}
        texts={setting.texts}
        isInvalid={setting.error !== undefined}
        errorId={error}
        onInput={setting.input}
      />
      <SettingActions method={method} setting={setting} />
      <div class="setting-notes">
        <Differences
          method={method}
          difference={difference}
          onSave={isSavable ? () => void setting.save() : undefined}
        />
        <span id={error} class={setting.error === undefined ? 'muted' : 'error'} role="status">
          {setting.error ?? setting.done ?? ''}
        </span>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={`Call ${name}?`}
          action={`Call ${name}`}
          onConfirm={call}
          onCancel={() => setIsAsking(false)}
        >
          <p>{summary}.</p>
        </ConfirmDialog>
      )}
    </form>
  );
}

interface SettingActionsProps {
  readonly method: Method;
  readonly setting: SettingForm;
}

function SettingActions({ method: { name, access, stateParams }, setting }: SettingActionsProps) {
  const verb = access === 'read-write' ? 'Set' : 'Call';
  return (
    <div class="setting-actions">
      <button
        type="submit"
        class={setting.isChanged ? 'small primary' : 'small'}
        aria-label={`${verb} ${name}`}
        disabled={setting.isBusy}
      >
        {verb}
      </button>
      {stateParams !== undefined && (
        <button
          type="button"
          class="small"
          aria-label={`Put directly: ${name}`}
          title="Changes the value without a call: no queue, no blackout, no journal"
          disabled={setting.isBusy}
          onClick={() => void setting.put()}
        >
          Put directly
        </button>
      )}
      {setting.isChanged && (
        <button type="button" class="small" aria-label={`Undo ${name}`} onClick={setting.undo}>
          Undo
        </button>
      )}
    </div>
  );
}

interface DifferencesProps {
  readonly method: Method;
  readonly difference: Difference;
  readonly onSave: (() => void) | undefined;
}

/** Where the value differs from flash and from the factory's, in words; a secret is not shown. */
function Differences({ method: { name, params }, difference: { flash, factory }, onSave }: DifferencesProps) {
  const isSecret = params.some(({ schema }) => schema['x-secret'] === true);
  const text = (value: readonly string[]) => (isSecret ? 'another value' : valueText(value));
  return (
    <>
      {flash !== undefined && <span class="badge medium">not in flash, which has {text(flash)}</span>}
      {flash !== undefined && onSave !== undefined && (
        <button type="button" class="small" aria-label={`Save ${name} to flash`} onClick={onSave}>
          Save to flash
        </button>
      )}
      {factory !== undefined && <span class="badge">factory has {text(factory)}</span>}
    </>
  );
}
