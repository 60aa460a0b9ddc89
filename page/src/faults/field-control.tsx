import { useId } from 'preact/hooks';
import type { FormField } from './form-fields.js';

/** Properties of {@link FieldControl}. */
interface FieldControlProps {
  readonly field: FormField;
  readonly value: string;
  readonly errors: readonly string[];
  /** Values that the browser offers while one types. */
  readonly suggestions: readonly string[];
  readonly onChange: (text: string) => void;
}

/** A field of a form: its label, its control, what it means, and what is wrong with it. */
export function FieldControl(props: FieldControlProps) {
  const { field, errors } = props;
  const id = useId();
  const hint = hintOf(field);
  const described = [hint === '' ? '' : `${id}-hint`, errors.length === 0 ? '' : `${id}-error`];
  return (
    <div class={isWide(field) ? 'fault-field wide' : 'fault-field'}>
      <label for={id}>
        <span class="mono">{field.name}</span>
        {field.isRequired && <span class="required"> required</span>}
      </label>
      <Control {...props} id={id} describedBy={described.join(' ').trim()} />
      {errors.length > 0 && (
        <p id={`${id}-error`} class="error">
          {errors.join('; ')}
        </p>
      )}
      {hint !== '' && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** Properties of {@link Control}. */
interface ControlProps extends FieldControlProps {
  readonly id: string;
  readonly describedBy: string;
}

function Control({ field, value, errors, suggestions, onChange, id, describedBy }: ControlProps) {
  const common = {
    id,
    'aria-invalid': errors.length > 0,
    'aria-describedby': describedBy === '' ? undefined : describedBy,
    'aria-required': field.isRequired,
  };
  const choices = field.control === 'boolean' ? ['true', 'false'] : field.choices;
  if (choices.length > 0)
    return (
      <select {...common} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">{unset(field)}</option>
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}
          </option>
        ))}
      </select>
    );
  const typing = {
    ...common,
    value,
    autoComplete: 'off',
    spellcheck: false,
    placeholder: placeholderOf(field),
  };
  if (isWide(field))
    return <textarea {...typing} rows={2} onInput={({ currentTarget }) => onChange(currentTarget.value)} />;
  return (
    <>
      <input
        {...typing}
        type="text"
        inputMode={isNumber(field) ? 'decimal' : 'text'}
        list={suggestions.length === 0 ? undefined : `${id}-list`}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      {suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </>
  );
}

const isNumber = ({ control }: FormField) => control === 'whole' || control === 'number';

/** JSON needs room. */
const isWide = ({ control }: FormField) => control === 'json' || control === 'unknown';

/** Text of a choice without a value. */
function unset({ default: preset, isRequired }: FormField): string {
  if (preset !== undefined) return `default: ${preset}`;
  return isRequired ? 'choose one' : 'any';
}

/** The value where nothing is typed, or one that could be. */
function placeholderOf({ default: preset, example, control }: FormField): string {
  const possible = example ?? (control === 'duration' ? '30s' : undefined);
  return preset ?? (possible === undefined ? '' : `such as ${possible}`);
}

const forms: Readonly<Record<string, string>> = {
  json: 'as JSON',
  unknown: 'as JSON',
  'text-or-json': 'a text, or JSON',
};

/** Description of a field and of its values. */
function hintOf({ control, description, min, max }: FormField): string {
  return [description, forms[control], boundsOf(min, max)].filter((each) => each !== undefined).join('; ');
}

function boundsOf(min: number | undefined, max: number | undefined): string | undefined {
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  if (min !== undefined) return `at least ${min}`;
  return max === undefined ? undefined : `at most ${max}`;
}
