import { effect } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { MapCanvas } from './map-canvas.js';
import { MapGestures } from './map-gestures.js';
import { MapLegend } from './map-legend.js';
import { MapMarks } from './map-marks.js';
import type { NetworkStore } from './network-store.js';
import type { Point } from './projection.js';
import { panned, pixelOf, scaleBar, zoomed } from './viewport.js';

/** Factor of a step of zoom. */
const zoomStep = 1.5;

/** Part of the map by which an arrow key moves it. */
const panStep = 0.2;

/** Maximum width of the scale bar, pixels. */
const maxScaleBar = 120;

/** Directions in which the keys move the view. */
const pans: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: 1, y: 0 },
  ArrowRight: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

/** The map: links on a canvas, nodes as buttons above it. */
export function NetworkMap({ store }: { store: NetworkStore }) {
  const map = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const gestures = useMemo(() => new MapGestures(store), [store]);
  useEffect(() => keepMeasured(map.current, store), [store]);
  useEffect(() => keepShifted(layer.current, store), [store]);
  return (
    <div class="map-frame">
      <div
        ref={map}
        class="map"
        role="group"
        aria-label="Map of the network"
        aria-describedby="map-keys"
        tabIndex={0}
        onPointerDown={(event) => gestures.down(event)}
        onPointerMove={(event) => {
          gestures.move(event);
          event.currentTarget.classList.toggle('over-link', gestures.isOverLink(event));
        }}
        onPointerUp={(event) => void gestures.up(event)}
        onPointerCancel={() => gestures.cancel()}
        onClick={(event) => {
          if (!isOnButton(event)) gestures.click(event);
        }}
        onWheel={(event) => gestures.wheel(event)}
        onKeyDown={(event) => onKey(event, store, gestures)}
      >
        <div ref={layer} class="map-layer">
          <MapCanvas store={store} />
          <MapMarks store={store} />
        </div>
      </div>
      <MapButtons store={store} />
      <MapScale store={store} />
      <MapLegend />
      <p id="map-keys" class="visually-hidden">
        Arrow keys move the map, plus and minus zoom, 0 shows all nodes. From a node, arrow keys go to the
        next one. The table of nodes has the same nodes, and each node's panel has its links and its position.
      </p>
    </div>
  );
}

function isOnButton({ target }: Event): boolean {
  return target instanceof Element && target.closest('button') !== null;
}

function keepMeasured(map: HTMLElement | null, store: NetworkStore): (() => void) | undefined {
  if (map === null) return undefined;
  const measure = () => store.resize({ width: map.clientWidth, height: map.clientHeight });
  const observer = new ResizeObserver(measure);
  observer.observe(map);
  measure();
  return () => observer.disconnect();
}

/** Shifts what is drawn to where it is seen. */
function keepShifted(layer: HTMLElement | null, store: NetworkStore): (() => void) | undefined {
  if (layer === null) return undefined;
  return effect(() => {
    const [view, drawn, size] = [store.view.value, store.drawnView.value, store.size.value];
    if (view === undefined || drawn === undefined) return;
    const { x, y } = pixelOf(view, size, drawn);
    layer.style.transform = `translate(${x}px, ${y}px)`;
  });
}

function onKey(
  event: KeyboardEvent & { currentTarget: HTMLElement },
  store: NetworkStore,
  gestures: MapGestures,
): void {
  const { view, size } = store;
  if (view.value === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const pan = event.target === event.currentTarget ? pans[event.key] : undefined;
  if (pan !== undefined) {
    const { width, height } = size.value;
    view.value = panned(view.value, pan.x * panStep * width, pan.y * panStep * height);
  } else if (event.key === '+' || event.key === '=') zoomBy(store, zoomStep);
  else if (event.key === '-') zoomBy(store, 1 / zoomStep);
  else if (event.key === '0') store.fit();
  else if (event.key === 'Escape') gestures.cancel();
  else return;
  event.preventDefault();
}

/** Zooms around the middle of the map. */
function zoomBy({ view, size }: NetworkStore, factor: number): void {
  const { width, height } = size.value;
  if (view.value !== undefined)
    view.value = zoomed(view.value, size.value, { x: width / 2, y: height / 2 }, factor);
}

function MapButtons({ store }: { store: NetworkStore }) {
  return (
    <div class="map-buttons" role="group" aria-label="View of the map">
      <button type="button" aria-label="Zoom in" title="Zoom in (+)" onClick={() => zoomBy(store, zoomStep)}>
        +
      </button>
      <button
        type="button"
        aria-label="Zoom out"
        title="Zoom out (−)"
        onClick={() => zoomBy(store, 1 / zoomStep)}
      >
        −
      </button>
      <button type="button" aria-label="Fit all nodes" title="Fit all nodes (0)" onClick={() => store.fit()}>
        Fit
      </button>
    </div>
  );
}

function MapScale({ store }: { store: NetworkStore }) {
  const scale = store.drawnView.value?.scale;
  if (scale === undefined) return null;
  const { pixels, text } = scaleBar(scale, maxScaleBar);
  return (
    <div class="map-scale">
      <svg class="north" viewBox="0 0 20 30" width="20" height="30" role="img" aria-label="North is up">
        <path d="M10 1 L16 19 L10 15 L4 19 Z" />
        <text x="10" y="29" text-anchor="middle">
          N
        </text>
      </svg>
      <div>
        <span>{text}</span>
        <div class="scale-bar" style={{ width: `${pixels}px` }} />
      </div>
    </div>
  );
}
