import { computed, signal } from '@preact/signals';
import { servedNodes } from '../simulator/nodes.js';

/** Names of the views, in the order of the navigation. */
export const viewNames = ['network', 'radio', 'faults', 'journal'] as const;

/** One of {@link viewNames}. */
export type ViewName = (typeof viewNames)[number];

/** The view in the address, the node it is about, and what the view has added: `#/journal/310061?method=freq`. */
interface Route {
  readonly view: ViewName;
  readonly node: string | undefined;
  /** Behind the question mark; empty without one. */
  readonly query: string;
}

/** The route of the address's fragment; the first view for one that is unknown. */
function parseRoute(fragment: string): Route {
  const [, path = '', query = ''] = /^#?([^?]*)\??(.*)$/s.exec(fragment) ?? [];
  const [, name, node] = path.split('/');
  const view = viewNames.find((each) => each === name) ?? 'network';
  return { view, node: node === undefined || node === '' ? undefined : decoded(node), query };
}

/** The fragment of a route. */
export function fragmentOf(view: ViewName, node?: string, query = ''): string {
  const path = node === undefined ? `#/${view}` : `#/${view}/${encodeURIComponent(node)}`;
  return query === '' ? path : `${path}?${query}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The current route. */
export const route = signal(parseRoute(location.hash));
addEventListener('hashchange', () => {
  route.value = parseRoute(location.hash);
});

/** ID of the chosen radio: the one of the address, else the first with ports; undefined if there is none. */
export const chosenNode = computed(() => route.value.node ?? servedNodes.value[0]?.node);

/** Goes to a view. */
export function goTo(view: ViewName, node?: string, query = ''): void {
  location.hash = fragmentOf(view, node, query);
}

/** Changes what the current view has added to the address, in the same entry of the browser's history. */
export function replaceQuery(query: string): void {
  const { view, node } = route.value;
  history.replaceState(null, '', fragmentOf(view, node, query));
  route.value = { view, node, query };
}
