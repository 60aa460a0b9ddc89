import fc from 'fast-check';

const hexKey = fc.constantFrom(32, 48, 64).chain((length) =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789abcdef')),
    minLength: length,
    maxLength: length,
  }),
);

/** A key that can be told by its look: not digits alone, and not the same few again and again. */
export const key = hexKey.filter((text) => new Set(text).size > 5 && text.replaceAll(/\d/g, '').length > 1);

const separator = fc.constantFrom('_', '-', ' ', '.', '');
const edit = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => `${text}x`,
  (text) => text.slice(0, -1),
  (text) => text.slice(1),
  (text) => text.replace('n', 'm'),
  (text) => text.replace('ey', 'ye'),
  (text) => `my_${text}`,
  (text) => `${text}_value`,
  (text) => `${text} `,
);
const casing = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.replace('k', 'K').replace('e', 'E'),
);

/** A spelling of `enc_key`. */
export const spelling = fc
  .tuple(separator, edit, casing)
  .map(([between, change, write]) => write(change(`enc${between}key`)));

type Place = (name: string, value: string) => string;

const request = (members: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, ...members });

/** Where a secret behind its name can stand, whatever it looks like. */
export const namedPlaces: Readonly<Record<string, Place>> = {
  parameter: (name, value) => request({ method: name, params: [value] }),
  'bare parameter': (name, value) => request({ method: name, params: value }),
  member: (name, value) => request({ method: 'freq', [name]: value }),
  'member in a parameter': (name, value) =>
    request({ method: 'freq', params: [{ deep: [{ [name]: [value] }] }] }),
  'in node_labels': (name, value) =>
    request({ method: 'node_labels', params: [JSON.stringify({ [name]: value })] }),
  saved: (name, value) => request({ method: 'setenvlinsingle', params: [name, value] }),
  batch: (name, value) => `[${request({ method: 'freq' })},${request({ method: name, params: [value] })}]`,
  order: (name, value) => JSON.stringify({ sleep: '0', api_list: [{ method: name, params: [value] }] }),
  'saved in an order': (name, value) =>
    JSON.stringify({ sleep: '0', api_list: [{ method: 'setenvlinsingle', params: [name, value] }] }),
  'order in text': (name, value) =>
    request({
      method: 'deferred_execution_api',
      params: [JSON.stringify({ sleep: '0', api_list: JSON.stringify([{ method: name, params: [value] }]) })],
    }),
  'invalid request': (name, value) => JSON.stringify({ method: name, values: [value] }),
};

/** Where a key alone can stand. */
export const barePlaces: Readonly<Record<string, (value: string) => string>> = {
  id: (value) => request({ method: 'freq', id: value }),
  method: (value) => request({ method: value }),
  'member name': (value) => request({ method: 'freq', params: [{ [value]: 1 }] }),
  'parameter of another method': (value) => request({ method: 'nw_name', params: [value] }),
  'parameter of an unknown method': (value) => request({ method: 'frq', params: ['2490', value] }),
  escaped: (value) =>
    request({ method: 'frq', params: ['x'] }).replace(
      'x',
      () => `\\u00${value.charCodeAt(0).toString(16)}${JSON.stringify(value.slice(1)).slice(1, -1)}`,
    ),
  'cut JSON': (value) => request({ method: 'freq', params: [value] }).slice(0, -4),
  'no JSON': (value) => `GET /x?a=${value}&b=1`,
  'in a URL': (value) => request({ method: 'frq', params: [`http://user:${value}@host/?q=${value}`] }),
};

/** A secret that looks like none, from the shortest on that is looked for everywhere. */
export const wordLike = fc.string({
  unit: fc.constantFrom(...Array.from('qxzjQXZJ-_&<"\\')),
  minLength: 8,
  maxLength: 24,
});

/** Where a text is shown, as it is or in JSON, with what stands around it; undefined if it is nowhere. */
export function leakIn(shown: string, value: string): string | undefined {
  for (const form of [value, JSON.stringify(value).slice(1, -1)]) {
    const at = shown.indexOf(form);
    if (at >= 0) return shown.slice(Math.max(0, at - 300), at + 100);
  }
  return undefined;
}
