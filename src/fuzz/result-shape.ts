import type { MethodDeclaration } from '../radio/declaration.js';
import type { CatalogueEntry } from '../radio/catalogue.js';
import { fuzzCatalogue, isSetting } from './settings-state.js';

/** Form of a result (docs/interface.md A.4). */
type Shape =
  | 'an array of texts'
  | 'an array of numbers'
  | 'an array of objects'
  | 'an object'
  | 'names and arrays by turns';

/** Shapes by method, from the examples of the catalogue. */
const known = new Map<string, Shape>();

/** Defect of the result of a method; undefined where its shape is that of the catalogue. */
export function shapeComplaint(method: string, isRead: boolean, result: unknown): string | undefined {
  const entry = fuzzCatalogue().entry(method);
  if (entry === undefined) return undefined;
  const shape = isRead || entry.declaration.access === 'read' ? shapeOf(entry.declaration) : undefined;
  // A write is answered with [""], by some radios with [] (docs/interface.md F.7).
  if (shape === undefined) return Array.isArray(result) ? undefined : 'a result that is no array';
  if (!hasShape(result, shape)) return `a result that is not ${shape}`;
  const count = isRead ? countOf(entry) : undefined;
  const length = Array.isArray(result) ? result.length : 0;
  return count === undefined || length === count ? undefined : `${length} values in place of ${count}`;
}

function shapeOf(declaration: MethodDeclaration): Shape {
  const found = known.get(declaration.name) ?? shapeOfExample(exampleOf(declaration));
  known.set(declaration.name, found);
  return found;
}

function exampleOf({ result }: MethodDeclaration): unknown {
  return JSON.parse(result);
}

function shapeOfExample(example: unknown): Shape {
  if (!Array.isArray(example)) return 'an object';
  const values: readonly unknown[] = example;
  const [first, second] = values;
  if (Array.isArray(second)) return 'names and arrays by turns';
  if (typeof first === 'number') return 'an array of numbers';
  return typeof first === 'object' && first !== null ? 'an array of objects' : 'an array of texts';
}

function hasShape(result: unknown, shape: Shape): boolean {
  if (shape === 'an object') return isObject(result);
  if (!Array.isArray(result)) return false;
  const values: readonly unknown[] = result;
  if (shape === 'an array of texts') return values.every((value) => typeof value === 'string');
  if (shape === 'an array of numbers') return values.every((value) => typeof value === 'number');
  if (shape === 'an array of objects') return values.every(isObject);
  const isInPlace = (value: unknown, index: number) =>
    index % 2 === 0 ? typeof value === 'string' : typeof value === 'object' && value !== null;
  return values.length % 2 === 0 && values.every(isInPlace);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The number of values of a setting that has one; others have as many as the firmware lists. */
function countOf({ declaration, parameters }: CatalogueEntry): number | undefined {
  return isSetting(declaration) && declaration.read === undefined && parameters.length === 1 ? 1 : undefined;
}
