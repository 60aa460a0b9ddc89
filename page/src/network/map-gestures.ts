import type { MapLink } from './network-model.js';
import type { NetworkStore } from './network-store.js';
import { nearestLink } from './nearest-link.js';
import type { Point } from './projection.js';
import { moveNode } from './steering.js';
import { panned, pixelOf, pointAt, zoomed } from './viewport.js';

/** Pixels that a pointer moves before it drags: less is a click. */
const dragDistance = 4;

/** Pixels from a link within which a click is meant for it. */
const linkDistance = 8;

/** Height of a line of text, pixels, for wheels that count lines. */
const lineHeight = 16;

/** The node below the pointer when it went down, and the pixels from the pointer to it. */
interface GrabbedNode {
  readonly nodeid: number;
  readonly offset: Point;
}

/** The pointer's way over the map: it moves the view or a node, two fingers zoom, a click chooses a link. */
export class MapGestures {
  readonly #store: NetworkStore;
  readonly #pointers = new Map<number, Point>();
  #element: HTMLElement | undefined;
  #grabbed: GrabbedNode | undefined;
  #start: Point = { x: 0, y: 0 };
  #hasMoved = false;

  constructor(store: NetworkStore) {
    this.#store = store;
  }

  down(event: PointerEvent & { currentTarget: HTMLElement }): void {
    if (event.button !== 0) return;
    this.#element = event.currentTarget;
    const pixel = this.#pixelOf(event);
    this.#pointers.set(event.pointerId, pixel);
    if (this.#pointers.size > 1) {
      this.#dropNothing();
      return;
    }
    this.#start = pixel;
    this.#hasMoved = false;
    this.#grabbed = this.#grabbedBy(event, pixel);
  }

  move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    const { value: view } = this.#store.view;
    if (before === undefined || view === undefined || this.#element === undefined) return;
    const pixel = this.#pixelOf(event);
    if (!this.#hasMoved) {
      if (Math.hypot(pixel.x - this.#start.x, pixel.y - this.#start.y) < dragDistance) return;
      this.#hasMoved = true;
      // Not before: a button would get no click.
      this.#element.setPointerCapture(event.pointerId);
    }
    const others = [...this.#pointers].filter(([id]) => id !== event.pointerId);
    this.#pointers.set(event.pointerId, pixel);
    const other = others[0]?.[1];
    if (other !== undefined) this.#pinch(before, pixel, other);
    else if (this.#grabbed !== undefined) this.#drag(this.#grabbed, pixel);
    else this.#store.view.value = panned(view, pixel.x - before.x, pixel.y - before.y);
  }

  async up(event: PointerEvent): Promise<void> {
    if (!this.#pointers.delete(event.pointerId)) return;
    const { value: dragged } = this.#store.dragged;
    this.#grabbed = undefined;
    if (dragged === undefined) return;
    const node = this.#store.model.nodes.get(dragged.nodeid);
    const place = this.#store.model.projection?.positionOf(dragged);
    if (node !== undefined && place !== undefined)
      await moveNode(this.#store, node.nodeid, { ...place, altitude: node.position.altitude });
    if (this.#store.dragged.value === dragged) this.#store.dragged.value = undefined;
  }

  /** The browser has taken the pointer, or the user has pressed Escape: the node stays where it was. */
  cancel(): void {
    this.#pointers.clear();
    this.#dropNothing();
  }

  /** A click on the map itself. */
  click(event: MouseEvent): void {
    if (this.#hasMoved) return;
    const link = this.#linkAt(this.#pixelOf(event));
    this.#store.select(link === undefined ? undefined : { kind: 'link', nodes: link.nodes });
  }

  /** True if a click here is meant for a link. */
  isOverLink(event: PointerEvent & { currentTarget: HTMLElement }): boolean {
    this.#element ??= event.currentTarget;
    return this.#pointers.size === 0 && this.#linkAt(this.#pixelOf(event)) !== undefined;
  }

  wheel(event: WheelEvent & { currentTarget: HTMLElement }): void {
    const { view, size } = this.#store;
    if (view.value === undefined) return;
    event.preventDefault();
    this.#element = event.currentTarget;
    const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeight : 1);
    view.value = zoomed(view.value, size.value, this.#pixelOf(event), Math.exp(-pixels / 500));
  }

  #pixelOf({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.#element?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return { x: clientX - left, y: clientY - top };
  }

  #grabbedBy({ target, pointerType }: PointerEvent, pixel: Point): GrabbedNode | undefined {
    const mark = target instanceof Element ? target.closest('[data-nodeid]') : null;
    const nodeid = Number(mark?.getAttribute('data-nodeid') ?? 'NaN');
    const { view, size, selection } = this.#store;
    const place = this.#store.placeOf(nodeid);
    if (place === undefined || view.value === undefined) return undefined;
    // A finger that moves the map easily hits a node: it moves only one that is chosen.
    const isChosen = selection.value?.kind === 'node' && selection.value.nodeid === nodeid;
    if (pointerType === 'touch' && !isChosen) return undefined;
    const at = pixelOf(view.value, size.value, place);
    return { nodeid, offset: { x: at.x - pixel.x, y: at.y - pixel.y } };
  }

  #drag({ nodeid, offset }: GrabbedNode, pixel: Point): void {
    const { view, size, dragged } = this.#store;
    if (view.value === undefined) return;
    const at = { x: pixel.x + offset.x, y: pixel.y + offset.y };
    dragged.value = { nodeid, ...pointAt(view.value, size.value, at) };
  }

  #dropNothing(): void {
    this.#grabbed = undefined;
    this.#store.dragged.value = undefined;
  }

  #pinch(before: Point, now: Point, other: Point): void {
    const { view, size } = this.#store;
    if (view.value === undefined) return;
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    const [was, is] = [before, now].map(({ x, y }) => Math.max(1, Math.hypot(x - other.x, y - other.y)));
    const moved = panned(view.value, (now.x - before.x) / 2, (now.y - before.y) / 2);
    view.value = zoomed(moved, size.value, middle, (is ?? 1) / (was ?? 1));
  }

  #linkAt(pixel: Point): MapLink | undefined {
    const { view, size, model, placeOf } = this.#store;
    if (view.value === undefined) return undefined;
    const point = pointAt(view.value, size.value, pixel);
    return nearestLink(model.links.values(), placeOf, point, linkDistance / view.value.scale);
  }
}
