import { useRef } from 'preact/hooks';
import { type LabelSide, placeLabels } from './label-places.js';
import { type Mark, markTowards } from './marks.js';
import type { MapNode } from './network-model.js';
import type { NetworkStore } from './network-store.js';
import type { NodeState } from './node-state.js';
import type { Point } from './projection.js';
import type { View } from './viewport.js';

/** Directions of the keys, as on the screen. */
const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** A mark with all that is shown of it; pixels from the middle of the drawn view. */
interface PlacedMark extends Mark {
  readonly node: MapNode | undefined;
  readonly state: NodeState | undefined;
  readonly isChosen: boolean;
  /** Routes begin here. */
  readonly isOrigin: boolean;
  readonly text: string;
}

/** The nodes on the map as buttons, and groups of them. One of them is in the order of Tab; arrow keys go to others. */
export function MapMarks({ store }: { store: NetworkStore }) {
  const layer = useRef<HTMLDivElement>(null);
  const lastKey = useRef<string | undefined>(undefined);
  const marks = placedMarks(store);
  const labels = placeLabels(byPriority(marks), store.size.value.width / 2);
  const tabKey = marks.find(({ key }) => key === lastKey.current)?.key ?? marks[0]?.key;
  const focusOn = (key: string) =>
    layer.current?.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus({ preventScroll: true });
  const onKeyDown = (event: KeyboardEvent, mark: PlacedMark) => {
    const direction = directions[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const next = markTowards(marks, mark, direction);
    if (next !== undefined) focusOn(next.key);
  };
  const onFocus = (mark: PlacedMark) => {
    lastKey.current = mark.key;
    store.focused.value = mark.node?.nodeid;
    if (mark.node !== undefined) store.show(mark.node.nodeid);
  };
  return (
    <div
      ref={layer}
      class="map-marks"
      role="group"
      aria-label="Nodes on the map"
      onFocusOut={() => (store.focused.value = undefined)}
    >
      {marks.map((mark) => (
        <button
          key={mark.key}
          type="button"
          class={classOf(mark)}
          data-key={mark.key}
          data-nodeid={mark.node?.nodeid}
          tabIndex={mark.key === tabKey ? 0 : -1}
          aria-label={nameOf(mark)}
          aria-pressed={mark.node === undefined ? undefined : mark.isChosen}
          style={{ transform: `translate(${mark.x}px, ${mark.y}px)` }}
          onClick={() => {
            // A group vanishes when the map is zoomed into it.
            if (mark.node === undefined) layer.current?.closest<HTMLElement>('.map')?.focus();
            choose(store, mark);
          }}
          onFocus={() => onFocus(mark)}
          onKeyDown={(event) => onKeyDown(event, mark)}
        >
          <span class="dot">{mark.node === undefined ? mark.nodeids.length : null}</span>
          {mark.node !== undefined && (
            <span class={labelClass(labels.get(mark.key))}>
              {mark.node.name}
              {isUnusual(mark.state) && <span class={mark.state.kind}> {mark.state.text}</span>}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

function placedMarks(store: NetworkStore): readonly PlacedMark[] {
  const view = store.drawnView.value;
  const selection = store.selection.value;
  if (view === undefined) return [];
  return store.marks.value.map((mark) => {
    const [nodeid] = mark.nodeids;
    const node = mark.nodeids.length > 1 || nodeid === undefined ? undefined : store.model.nodes.get(nodeid);
    const state = node && store.stateOf(node);
    const isChosen = selection?.kind === 'node' && selection.nodeid === node?.nodeid;
    const isOrigin = node !== undefined && node.nodeid === store.model.from;
    const text = node === undefined ? '' : isUnusual(state) ? `${node.name} ${state.text}` : node.name;
    return { ...mark, ...layerPixel(view, mark), node, state, isChosen, isOrigin, text };
  });
}

function layerPixel(view: View, { x, y }: Point): Point {
  return { x: rounded((x - view.x) * view.scale), y: rounded((view.y - y) * view.scale) };
}

const rounded = (value: number) => Math.round(value * 2) / 2;

/** A state that a label on the map says. */
function isUnusual(state: NodeState | undefined): state is NodeState {
  return state?.kind === 'medium' || state?.kind === 'bad';
}

function byPriority(marks: readonly PlacedMark[]): readonly PlacedMark[] {
  const priority = ({ node, state, isChosen, isOrigin }: PlacedMark) =>
    (isChosen ? 8 : 0) + (isOrigin ? 4 : 0) + (isUnusual(state) ? 2 : 0) + (node?.served === true ? 1 : 0);
  return [...marks].sort((one, other) => priority(other) - priority(one));
}

function classOf({ node, state, isChosen, isOrigin, isPoint }: PlacedMark): string {
  if (node === undefined) return isPoint ? 'mark group point' : 'mark group';
  const kinds = [node.served ? 'served' : '', isOrigin ? 'origin' : '', isChosen ? 'chosen' : ''];
  return ['mark', ...kinds, `state-${state?.kind ?? 'plain'}`].filter(Boolean).join(' ');
}

function labelClass(side: LabelSide | undefined): string {
  return `mark-label ${side ?? 'unplaced'}`;
}

function nameOf({ node, state, nodeids, isPoint, isOrigin }: PlacedMark): string {
  if (node === undefined) return isPoint ? `${nodeids.length} nodes at one point` : `${nodeids.length} nodes`;
  const kind = node.served ? 'radio' : 'neighbour';
  const origin = isOrigin ? ', routes begin here' : '';
  return `${node.name}, ${kind} ${node.nodeid}, ${state?.text ?? ''}${origin}`;
}

function choose(store: NetworkStore, { node, nodeids, isPoint }: PlacedMark): void {
  if (node !== undefined) store.select({ kind: 'node', nodeid: node.nodeid });
  else if (isPoint) store.select({ kind: 'point', nodeids });
  else store.fit(nodeids);
}
