import type { TargetedInputEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { type Control, controlOf, optionsWith } from './form-of-schema.js';
import type { Method, Param } from './methods.js';

/** Properties of {@link ParamFields}. */
interface ParamFieldsProps {
  readonly method: Method['name'];
  readonly params: readonly Param[];
  readonly texts: readonly string[];
  readonly isInvalid: boolean;
  /** ID of the element that says what is wrong. */
  readonly errorId: string;
  readonly onInput: (index: number, text: string) => void;
}

/** Form controls for the parameters of a method, with the allowed values in words. */
export function ParamFields({ method, params, texts, isInvalid, errorId, onInput }: ParamFieldsProps) {
  return (
    <div class={params.length === 1 ? 'fields' : 'fields many'}>
      {params.map((param, index) => (
        <ParamField
          key={param.name}
          name={params.length === 1 ? method : `${method} ${param.name}`}
          label={params.length === 1 ? undefined : param.name}
          param={param}
          text={texts[index] ?? ''}
          isInvalid={isInvalid}
          errorId={errorId}
          onInput={(text) => onInput(index, text)}
        />
      ))}
    </div>
  );
}

interface ParamFieldProps {
  /** Its name for a screen reader. */
  readonly name: string;
  /** Text before it; undefined where the row's name is enough. */
  readonly label: string | undefined;
  readonly param: Param;
  readonly text: string;
  readonly isInvalid: boolean;
  readonly errorId: string;
  readonly onInput: (text: string) => void;
}

function ParamField({ name, label, param, text, isInvalid, errorId, onInput }: ParamFieldProps) {
  const id = useId();
  const { description, 'x-unit': unit } = param.schema;
  const control = controlOf(param);
  const allowed = control.kind === 'choice' ? undefined : description;
  const described = [allowed === undefined ? '' : id, isInvalid ? errorId : ''].join(' ').trim();
  return (
    <div class="field">
      {label !== undefined && (
        <span class="field-label" aria-hidden="true">
          {label}
        </span>
      )}
      <span class="field-input">
        <ParamInput
          control={control}
          text={text}
          onInput={onInput}
          aria={{
            'aria-label': name,
            'aria-invalid': isInvalid,
            ...(described === '' ? {} : { 'aria-describedby': described }),
          }}
        />
        {unit !== undefined && <span class="muted">{unit}</span>}
      </span>
      {allowed !== undefined && (
        <span id={id} class="allowed muted">
          {allowed}
        </span>
      )}
    </div>
  );
}

interface ParamInputProps {
  readonly control: Control;
  readonly text: string;
  readonly onInput: (text: string) => void;
  readonly aria: Readonly<Record<string, string | boolean>>;
}

/** A number has a text field: whoever tests a client wants to send what is no number, too. */
function ParamInput({ control, text, onInput, aria }: ParamInputProps) {
  if (control.kind === 'choice')
    return (
      <select {...aria} value={text} onChange={({ currentTarget }) => onInput(currentTarget.value)}>
        {optionsWith(control.options, text).map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    );
  if (control.kind === 'text' && control.isLong)
    return (
      <textarea
        {...aria}
        class="mono"
        rows={3}
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
    );
  if (control.kind === 'text' && control.isSecret)
    return <SecretInput text={text} onInput={onInput} aria={aria} />;
  const isNumber = control.kind === 'number';
  return (
    <input
      {...aria}
      class={isNumber ? 'number' : ''}
      inputMode={isNumber ? 'decimal' : 'text'}
      autoComplete="off"
      spellcheck={false}
      value={text}
      onInput={({ currentTarget }) => onInput(currentTarget.value)}
    />
  );
}

/** A secret, which is shown only when asked for. */
function SecretInput({ text, onInput, aria }: Omit<ParamInputProps, 'control'>) {
  const [isShown, setIsShown] = useState(false);
  const common = {
    ...aria,
    class: 'mono',
    value: text,
    onInput: ({ currentTarget }: TargetedInputEvent<HTMLInputElement>) => onInput(currentTarget.value),
  };
  return (
    <>
      {isShown ? (
        <input {...common} autoComplete="off" spellcheck={false} />
      ) : (
        <input {...common} type="password" autoComplete="new-password" />
      )}
      <button
        type="button"
        class="small"
        aria-pressed={isShown}
        aria-label={`Show ${String(aria['aria-label'])}`}
        onClick={() => setIsShown(!isShown)}
      >
        Show
      </button>
    </>
  );
}
