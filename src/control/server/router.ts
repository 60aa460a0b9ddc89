import { printable } from '../../core/text.js';
import { ControlError } from './control-error.js';
import type { Route } from '../routes/route.js';

/** A route with the parameters of its path. */
interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds routes by method and path; a path without parameters takes precedence. */
export class Router {
  readonly #fixed = new Map<string, Route[]>();
  readonly #patterns = new Map<string, { readonly form: RegExp; readonly routes: Route[] }>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) this.#listOf(route.path).push(route);
  }

  /** HEAD finds the route of GET. Throws `NOT_FOUND`, `METHOD_NOT_ALLOWED`. */
  find(requested: string, path: string): Found {
    const method = requested === 'HEAD' ? 'GET' : requested;
    const methods = new Set<string>();
    for (const { routes, params } of this.#matches(path)) {
      const route = routes.find((each) => each.method === method);
      if (route !== undefined) return { route, params: decode(params) };
      for (const each of routes) methods.add(each.method);
    }
    if (methods.size === 0)
      throw new ControlError('NOT_FOUND', 'there is no such path; GET /openapi.json lists all');
    const allow = [...methods].flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : each)).join(', ');
    throw new ControlError('METHOD_NOT_ALLOWED', `${printable(path)} takes ${allow}`, { Allow: allow });
  }

  /** All candidates for a path: `/faults/kinds` can also be the fault named `kinds`. */
  *#matches(
    path: string,
  ): Generator<{ readonly routes: readonly Route[]; readonly params: Found['params'] }> {
    const fixed = this.#fixed.get(path);
    if (fixed !== undefined) yield { routes: fixed, params: {} };
    for (const { form, routes } of this.#patterns.values()) {
      const groups = form.exec(path)?.groups;
      if (groups !== undefined) yield { routes, params: groups };
    }
  }

  #listOf(path: string): Route[] {
    if (!path.includes('{')) {
      const fixed = this.#fixed.get(path) ?? [];
      this.#fixed.set(path, fixed);
      return fixed;
    }
    const form = new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const pattern = this.#patterns.get(path) ?? { form, routes: [] };
    this.#patterns.set(path, pattern);
    return pattern.routes;
  }
}

function decode(groups: Readonly<Record<string, string>>): Found['params'] {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeURIComponent(text)]));
  } catch {
    throw new ControlError('OPTION_INVALID', 'path: an escape in it is wrong; allowed: UTF-8, as in %C3%BC');
  }
}
