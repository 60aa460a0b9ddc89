import { useEffect, useRef, useState } from 'preact/hooks';
import { messageOf } from '../api/api-error.js';
import { tell } from '../shell/notices.js';
import { placed } from './error-places.js';
import { addFault, methodNames } from './fault-requests.js';
import { type FieldErrors, type FormValues, bodyOf } from './form-body.js';
import { FieldControl } from './field-control.js';
import type { FormField } from './form-fields.js';
import type { FaultKind } from './kinds.js';

/** Properties of {@link FaultForm}. */
interface FaultFormProps {
  readonly node: string;
  readonly kind: FaultKind;
  readonly refresh: () => Promise<void>;
}

/** Issues of the last attempt. */
interface Refusal {
  readonly fields: FieldErrors;
  readonly others: readonly string[];
}

const nothingWrong: Refusal = { fields: {}, others: [] };

/** The form of a kind of fault. What is typed stays when another kind is chosen: most of its fields are the same. */
export function FaultForm({ node, kind, refresh }: FaultFormProps) {
  const [values, setValues] = useState<FormValues>({});
  const [refusal, setRefusal] = useState(nothingWrong);
  const form = useRef<HTMLFormElement>(null);
  const methods = useMethodNames(node);
  const { name, summary, fields } = kind;
  useEffect(() => setRefusal(nothingWrong), [name]);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusal]);
  const submit = async () => {
    const made = bodyOf(fields, values);
    if ('errors' in made) {
      setRefusal({ fields: made.errors, others: [] });
      return;
    }
    try {
      const added = await addFault(node, { kind: name, ...made.body });
      setRefusal(nothingWrong);
      tell(`The fault ${added} is on.`);
    } catch (error) {
      const paths = fields.map(({ path }) => path);
      setRefusal(placed(messageOf(error), paths));
      return;
    }
    await refresh();
  };
  return (
    <form
      ref={form}
      class="fault-form"
      noValidate
      aria-label={`Fault ${name}`}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h3 class="mono">{name}</h3>
      <p>{summary}</p>
      {refusal.others.length > 0 && (
        <div class="error" role="alert">
          {refusal.others.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
      {partsOf(fields).map(({ title, fields: inPart }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          {inPart.map((field) => (
            <FieldControl
              key={field.path}
              field={field}
              value={values[field.path] ?? ''}
              errors={refusal.fields[field.path] ?? []}
              suggestions={field.path === 'match.method' ? methods : []}
              onChange={(text) => setValues((before) => ({ ...before, [field.path]: text }))}
            />
          ))}
        </fieldset>
      ))}
      <div class="toolbar">
        <button type="submit" class="primary">
          Put {name} on
        </button>
        <button
          type="button"
          onClick={() => {
            setValues({});
            setRefusal(nothingWrong);
          }}
        >
          Empty the form
        </button>
      </div>
    </form>
  );
}

/** The fields in parts: the kind's own, those that say what it acts on, those that say how often and how long. */
function partsOf(fields: readonly FormField[]) {
  const common = fields.findIndex(({ path }) => path === 'name');
  const own = common < 0 ? fields : fields.slice(0, common);
  const others = fields.slice(own.length);
  const isMatch = ({ path }: FormField) => path.startsWith('match.');
  return [
    { title: 'Parameters', fields: own },
    { title: 'Acts on', fields: others.filter(isMatch) },
    { title: 'How often and how long', fields: others.filter((field) => !isMatch(field)) },
  ].filter((part) => part.fields.length > 0);
}

/** Names of the radio's methods; none until they are known. */
function useMethodNames(node: string): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    const ended = new AbortController();
    // They are suggestions: without them a name is typed.
    methodNames(node, ended.signal).then(setNames, () => undefined);
    return () => ended.abort();
  }, [node]);
  return names;
}
