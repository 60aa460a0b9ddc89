import type { FormField } from './form-fields.js';

/** Typed texts, by the path of the field; a field without a text is not given. */
export type FormValues = Readonly<Record<string, string>>;

/** Messages by the path of the field. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** The body of a request, or why there is none. */
type FormBody = { readonly body: Readonly<Record<string, unknown>> } | { readonly errors: FieldErrors };

/**
 * The body that a form stands for. Only what can't be sent is an error here: the control plane judges the rest, and
 * its words name what is allowed.
 */
export function bodyOf(fields: readonly FormField[], values: FormValues): FormBody {
  const body: Record<string, unknown> = {};
  const errors: Record<string, readonly string[]> = {};
  for (const field of fields) {
    const text = values[field.path] ?? '';
    if (text.trim() === '') {
      if (field.isRequired) errors[field.path] = [missing(field)];
      continue;
    }
    try {
      setAt(body, field.path.split('.'), valueOf(field, text));
    } catch (error) {
      errors[field.path] = [`is no JSON: ${error instanceof Error ? error.message : String(error)}`];
    }
  }
  return Object.keys(errors).length === 0 ? { body } : { errors };
}

function missing({ example, choices }: FormField): string {
  const allowed = choices.length > 0 ? choices.join(', ') : example;
  return allowed === undefined ? 'is required' : `is required, such as ${allowed}`;
}

/** Throws for text that is no JSON where JSON is asked for. */
function valueOf({ control }: FormField, text: string): unknown {
  switch (control) {
    case 'whole':
    case 'number':
      // The control plane refuses what is no number, in its own words.
      return Number.isFinite(Number(text)) ? Number(text) : text;
    case 'boolean':
      return text === 'true';
    case 'json':
    case 'unknown':
      return JSON.parse(text);
    case 'text-or-json':
      return /^\s*[[{"]/.test(text) ? JSON.parse(text) : text.trim();
    case 'duration':
      return text.trim();
    case 'text':
    case 'choice':
      return text;
  }
}

function setAt(body: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    body[name] = value;
    return;
  }
  const inner: Record<string, unknown> = { ...object(body[name]) };
  setAt(inner, rest, value);
  body[name] = inner;
}

function object(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
