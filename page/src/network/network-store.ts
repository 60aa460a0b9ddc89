import { computed, signal } from '@preact/signals';
import { follow } from '../api/event-stream.js';
import { nodes } from '../simulator/nodes.js';
import { type Mark, marksOf } from './marks.js';
import { type NetworkEvent, networkEventSchema } from './network-event.js';
import { type MapLink, type MapNode, NetworkModel } from './network-model.js';
import { type NodeState, stateOf } from './node-state.js';
import type { Point } from './projection.js';
import { type Size, type View, fitted, isInside, seenRegion, shiftStep, steppedView } from './viewport.js';

/** The choice on the map. */
export type Selection =
  | { readonly kind: 'node'; readonly nodeid: number }
  | { readonly kind: 'link'; readonly nodes: readonly [number, number] }
  | { readonly kind: 'point'; readonly nodeids: readonly number[] };

/** The state of the network's event stream. */
type FeedState =
  | { readonly kind: 'waiting' | 'open' | 'no-network' }
  | { readonly kind: 'closed' | 'refused'; readonly message: string };

/** A node that is being dragged, and where it is. */
interface DraggedNode extends Point {
  readonly nodeid: number;
}

const conflict = 409;

const never = { seconds: 0, everyMs: { nodes: 0, links: 0 } };

/** Number of radios with ports up to which each has a mark among groups of nodes. */
const maxProminent = 50;

/** The network of one simulator, and what is seen of it. */
export class NetworkStore {
  readonly model = new NetworkModel();
  /** Grows with each change of the model. */
  readonly version = signal(0);
  readonly feed = signal<FeedState>({ kind: 'waiting' });
  /** When the network was last looked at, and how often it is. */
  readonly sampled = signal<Pick<NetworkEvent, 'seconds' | 'everyMs'>>(never);
  readonly selection = signal<Selection | undefined>(undefined);
  /** Undefined until there is something to see. */
  readonly view = signal<View | undefined>(undefined);
  readonly size = signal<Size>({ width: 0, height: 0 });
  readonly dragged = signal<DraggedNode | undefined>(undefined);
  /** ID of the node whose mark has the focus: it must not vanish into a group. */
  readonly focused = signal<number | undefined>(undefined);
  #lastStepped: View | undefined;

  /** The view for which marks and links are drawn; the same object as long as nothing is to be drawn anew. */
  readonly drawnView = computed((): View | undefined => {
    const next = this.view.value && steppedView(this.view.value);
    const last = this.#lastStepped;
    if (next?.x === last?.x && next?.y === last?.y && next?.scale === last?.scale) return last;
    this.#lastStepped = next;
    return next;
  });

  readonly marks = computed((): readonly Mark[] => {
    const view = this.drawnView.value;
    if (view === undefined || this.version.value === 0) return [];
    const selection = this.selection.value;
    const chosen = selection?.kind === 'node' ? [selection.nodeid] : [];
    const { dragged, focused, size } = this;
    const single = [...chosen, dragged.value?.nodeid, focused.value].filter((each) => each !== undefined);
    const region = seenRegion(view, size.value, shiftStep);
    const prominent = this.#prominent.value;
    return marksOf(this.#placed(), { region, scale: view.scale, single: new Set(single), prominent });
  });

  /** Radios with ports, as long as they are few, and the node at which the routes begin. */
  readonly #prominent = computed((): ReadonlySet<number> => {
    const { nodes: all, from } = this.version.value === 0 ? new NetworkModel() : this.model;
    const radios = [...all.values()].filter(({ served }) => served).map(({ nodeid }) => nodeid);
    return new Set([...(radios.length > maxProminent ? [] : radios), ...(from === null ? [] : [from])]);
  });

  readonly #radios = computed(() => new Map(nodes.value?.map((each) => [each.node, each])));

  /** Follows the network until the signal aborts. `from`: where the routes begin; else at the first node. */
  async follow(from: number | undefined, signal: AbortSignal): Promise<void> {
    await follow(
      '/network/events',
      from === undefined ? {} : { from: String(from) },
      {
        onOpen: () => undefined,
        onEvent: (name, data) => this.#onEvent(name, data),
        onClosed: (message, isFinal, status) => {
          if (isFinal && status === conflict) this.feed.value = { kind: 'no-network' };
          else this.feed.value = { kind: isFinal ? 'refused' : 'closed', message };
        },
      },
      signal,
    );
  }

  /** The place of a node on the map: where it is dragged to, else where it is. */
  readonly placeOf = (nodeid: number): Point | undefined => {
    const { value } = this.dragged;
    return value?.nodeid === nodeid ? value : this.model.nodes.get(nodeid);
  };

  stateOf({ onAir, node }: MapNode): NodeState {
    return stateOf(onAir, node === undefined ? undefined : this.#radios.value.get(node));
  }

  /** The node of a radio with ports, by its ID in the control plane's paths. */
  nodeOfRadio(id: string | undefined): MapNode | undefined {
    return id === undefined ? undefined : [...this.model.nodes.values()].find(({ node }) => node === id);
  }

  /** The chosen link; undefined if none is chosen, or if nothing is known of it any more. */
  get chosenLink(): MapLink | undefined {
    const { value } = this.selection;
    return value?.kind === 'link' ? this.model.link(...value.nodes) : undefined;
  }

  select(selection: Selection | undefined): void {
    this.selection.value = selection;
  }

  /** Chooses a node; the view follows only if the node is not seen. */
  selectAndShow(nodeid: number): void {
    this.select({ kind: 'node', nodeid });
    this.show(nodeid);
  }

  /** Moves the view to a node that is not seen. */
  show(nodeid: number): void {
    const [view, place] = [this.view.value, this.placeOf(nodeid)];
    if (view === undefined || place === undefined) return;
    if (!isInside(seenRegion(view, this.size.value, -16), place))
      this.view.value = { x: place.x, y: place.y, scale: view.scale };
  }

  /** Makes nodes fill the view: those, or all. */
  fit(nodeids?: readonly number[]): void {
    const places = (nodeids ?? [...this.model.nodes.keys()]).map(this.placeOf);
    const points = places.filter((each) => each !== undefined);
    if (points.length > 0 && this.size.value.width > 0) this.view.value = fitted(points, this.size.value);
  }

  /** The map's element has this size now. Its middle stays where it is. */
  resize(size: Size): void {
    const { value } = this.size;
    if (value.width !== size.width || value.height !== size.height) this.size.value = size;
    this.#fitFirst();
  }

  /** Says that the model was changed other than by an event. */
  touch(): void {
    this.version.value += 1;
  }

  #onEvent(name: string, data: unknown): void {
    const { data: event, error } = networkEventSchema.safeParse(data);
    if (error !== undefined) {
      this.feed.value = {
        kind: 'closed',
        message: `an event of this simulator is unknown to the page (${name})`,
      };
      return;
    }
    const { seconds, everyMs } = event;
    this.sampled.value = { seconds, everyMs };
    if (this.feed.value.kind !== 'open') this.feed.value = { kind: 'open' };
    // Most events of a network that stands still have its time alone: nothing is drawn for them.
    if (name !== 'snapshot' && event.from === this.model.from && hasTimeAlone(event)) return;
    this.model.apply(event, name === 'snapshot');
    this.touch();
    this.#fitFirst();
  }

  /** The view is fitted once; then it moves by the user alone. */
  #fitFirst(): void {
    if (this.view.value === undefined) this.fit();
  }

  *#placed(): Generator<Point & { readonly nodeid: number }> {
    const dragged = this.dragged.value;
    for (const node of this.model.nodes.values())
      yield node.nodeid === dragged?.nodeid ? { nodeid: node.nodeid, x: dragged.x, y: dragged.y } : node;
  }
}

function hasTimeAlone({ nodes, links, moved, routes, removed }: NetworkEvent): boolean {
  const isChanged = nodes.length + links.length > 0;
  return !isChanged && moved === undefined && routes === undefined && removed === undefined;
}

/** The store of the simulator that answers now, so that another view does not lose what was seen of the network. */
let kept: { readonly restarts: number; readonly store: NetworkStore } | undefined;

/** The store for a simulator: another one after each restart. */
export function storeFor(restarts: number): NetworkStore {
  if (kept?.restarts !== restarts) kept = { restarts, store: new NetworkStore() };
  return kept.store;
}
