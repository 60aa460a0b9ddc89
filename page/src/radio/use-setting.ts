import { useState } from 'preact/hooks';
import { messageOf } from '../api/api-error.js';
import { type Held, useHeld } from '../shell/use-held.js';
import { refreshStatus } from '../simulator/status.js';
import { callError } from './call-error.js';
import { controlOf } from './form-of-schema.js';
import type { Method } from './methods.js';
import type { CallResult, RadioData } from './radio-data.js';

/** The form of a setting: what was typed, and what came of it. */
export interface SettingForm {
  readonly texts: readonly string[];
  readonly isChanged: boolean;
  readonly isBusy: boolean;
  readonly error: string | undefined;
  readonly done: string | undefined;
  /** Properties of the form. */
  readonly ofForm: Held<unknown>['ofForm'];
  readonly input: (index: number, text: string) => void;
  readonly undo: () => void;
  /** Calls the method with the texts. */
  readonly call: () => Promise<void>;
  /** Puts the texts into the state. */
  readonly put: () => Promise<void>;
  /** Saves the present value to flash. */
  readonly save: () => Promise<void>;
}

/** Result of the last action; without an error it was done. */
interface Result {
  readonly done?: string;
  readonly error?: string;
}

/** State of a form that shows the present values until something else is typed. */
export function useSetting(
  data: RadioData,
  method: Method,
  current: readonly string[] | undefined,
): SettingForm {
  const params = method.params.length > 0 ? method.params : (method.stateParams ?? []);
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [isBusy, setIsBusy] = useState(false);
  const [result, setResult] = useState<Result>({});
  const { value: shown, renew, ofForm } = useHeld(current);
  const present = shown?.length === params.length ? shown : params.map(firstOf);
  const texts = params.map((_, index) => typed[index] ?? present[index] ?? '');
  const run = async (action: () => Promise<Result>, keepsTyped = false) => {
    setIsBusy(true);
    const next = await action().catch((error: unknown) => ({ error: messageOf(error) }));
    if (next.error === undefined && !keepsTyped) {
      if (current !== undefined) renew(texts);
      setTyped({});
    }
    setResult(next);
    await Promise.allSettled([refreshStatus(), data.refreshSettings(), data.refreshReadings()]);
    setIsBusy(false);
  };
  return {
    texts,
    isChanged: texts.some((text, index) => text !== present[index]),
    isBusy,
    error: result.error,
    done: result.done,
    ofForm,
    input: (index, text) => {
      setTyped({ ...typed, [index]: text });
      setResult({});
    },
    undo: () => {
      setTyped({});
      setResult({});
    },
    call: () => run(async () => resultOf(await data.call(method.name, texts))),
    put: () =>
      run(async () => {
        await data.put(method.name, texts);
        return { done: 'put' };
      }),
    save: () => run(async () => resultOf(await data.call('setenvlinsingle', [method.name])), true),
  };
}

/** A choice can't show nothing. */
function firstOf(param: Method['params'][number]): string {
  const control = controlOf(param);
  return control.kind === 'choice' ? (control.options[0]?.value ?? '') : '';
}

function resultOf(result: CallResult): Result {
  const error = callError(result);
  return error === undefined ? { done: `done in ${result.ms.toFixed(1)} ms` } : { error };
}
