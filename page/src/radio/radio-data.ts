import { type Signal, batch, signal } from '@preact/signals';
import { api, sure } from '../api/client.js';
import { type Method, isReading, methodsOf } from './methods.js';
import type { Stored } from './settings.js';

/** Replies to reads, by method. */
export type Values = Readonly<Record<string, unknown>>;

/** Result of a call to the radio. */
export type CallResult = Awaited<ReturnType<RadioData['call']>>;

/** Facts that the list of readings shows beside what can be put. */
const facts = [
  'nodeid',
  'model',
  'version',
  'build_tag',
  'system_name',
  'local_address',
  'uptime',
  'read_current_temperature',
  'input_voltage_monitoring',
  'noise_level',
];

/** One radio beside its status, as the page knows it. A signal changes only with its value. */
export class RadioData {
  readonly node: string;
  readonly methods = signal<readonly Method[] | undefined>(undefined);
  /** Settings. */
  readonly values = signal<Values>({});
  /** Identity and readings. */
  readonly readings = signal<Values>({});
  readonly saved = signal<Stored>({});
  readonly factory = signal<Stored>({});
  /** The methods, before their values have come: on a slow machine those may need a second attempt. */
  #methods: readonly Method[] | undefined;
  /** Methods that can be read without parameters. */
  #readable: ReadonlySet<string> | undefined;

  constructor(node: string) {
    this.node = node;
  }

  /** Asks for the settings; the first time for all that does not change, too. */
  async refreshSettings(signal?: AbortSignal): Promise<void> {
    const methods = (this.#methods ??= await this.#load(signal));
    const names = methods.filter(({ access }) => access === 'read-write').map(({ name }) => name);
    const [values, saved] = await Promise.all([
      this.read(names, signal),
      sure(api.GET('/nodes/{node}/state/saved', this.#of(signal))),
      this.methods.peek() === undefined ? this.refreshReadings(signal, methods) : undefined,
    ]);
    batch(() => {
      change(this.values, values);
      change(this.saved, saved);
      // The forms come with their values: a value that came later would be added to what is typed.
      this.methods.value = methods;
    });
  }

  /** Asks for identity and readings. */
  async refreshReadings(
    signal?: AbortSignal,
    methods: readonly Method[] = this.methods.peek() ?? [],
  ): Promise<Values> {
    const names = [...facts, ...methods.filter(isReading).map(({ name }) => name)];
    const values = await this.read([...new Set(names)], signal);
    change(this.readings, values);
    return values;
  }

  /** Replies to reads, without those that this radio does not have. */
  async read(methods: readonly string[], signal?: AbortSignal): Promise<Values> {
    const readable = (this.#readable ??= await this.#loadReadable(signal));
    const names = methods.filter((each) => readable.has(each));
    if (names.length === 0) return {};
    const params = { ...this.#of(signal).params, query: { methods: names.join() } };
    return sure(api.GET('/nodes/{node}/state', { ...this.#of(signal), params }));
  }

  /** Calls a method as a client of the radio does. */
  call(method: string, params: readonly unknown[]) {
    return sure(api.POST('/nodes/{node}/call', { ...this.#of(), body: { method, params: [...params] } }));
  }

  /** Puts a setting or a reading: without queue, blackout and journal. */
  async put(method: string, values: readonly string[]): Promise<void> {
    const [single = '', ...more] = values;
    const value = more.length === 0 ? single : [...values];
    await sure(api.PATCH('/nodes/{node}/state', { ...this.#of(), body: { [method]: value } }));
  }

  #of(signal?: AbortSignal) {
    return { params: { path: { node: this.node } }, signal: signal ?? null };
  }

  async #load(signal?: AbortSignal): Promise<readonly Method[]> {
    const [document, factory] = await Promise.all([
      sure(api.GET('/nodes/{node}/openrpc.json', this.#of(signal))),
      sure(api.GET('/nodes/{node}/state/factory', this.#of(signal))),
    ]);
    change(this.factory, factory);
    return methodsOf(document);
  }

  async #loadReadable(signal?: AbortSignal): Promise<ReadonlySet<string>> {
    return new Set(Object.keys(await sure(api.GET('/nodes/{node}/state', this.#of(signal)))));
  }
}

/** Gives a signal another value, if it is another: nothing is drawn again for the same one. */
function change<T>(target: Signal<T>, value: T): void {
  if (JSON.stringify(target.peek()) !== JSON.stringify(value)) target.value = value;
}
