import { type ReadonlySignal, effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { type MapColours, drawLinks } from './link-drawing.js';
import type { NetworkStore } from './network-store.js';
import { type Size, shiftStep } from './viewport.js';

/** Maximum number of pixels of the canvas for a CSS pixel: more costs time and is not seen. */
const maxRatio = 2;

/** The canvas with the links. It is larger than what is seen, so that it can be shifted for a while. */
export function MapCanvas({ store }: { store: NetworkStore }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const { current } = canvas;
    return current === null ? undefined : keepDrawn(current, store);
  }, [store]);
  return <canvas ref={canvas} aria-hidden="true" />;
}

/** Draws once now, and in the frame after each change. Returns what ends it. */
function keepDrawn(canvas: HTMLCanvasElement, store: NetworkStore): () => void {
  let frame = 0;
  // Asked for once: it makes the browser compute all styles.
  let colours: MapColours | undefined;
  const draw = () => {
    frame = 0;
    colours ??= coloursOf(canvas);
    drawNow(canvas, store, colours);
  };
  const request = () => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const { version, drawnView, size, dragged, selection } = store;
  const causes: readonly ReadonlySignal<unknown>[] = [version, drawnView, size, dragged, selection];
  const stopEffect = effect(() => {
    if (causes.map(({ value }) => value).length > 0) request();
  });
  const stopTheme = onThemeChange(() => {
    colours = undefined;
    request();
  });
  return () => {
    stopEffect();
    stopTheme();
    cancelAnimationFrame(frame);
  };
}

function drawNow(canvas: HTMLCanvasElement, store: NetworkStore, colours: MapColours): void {
  const { value: view } = store.drawnView;
  const context = canvas.getContext('2d');
  if (view === undefined || context === null) return;
  const width = store.size.value.width + 2 * shiftStep;
  const height = store.size.value.height + 2 * shiftStep;
  const ratio = Math.min(devicePixelRatio, maxRatio);
  resize(canvas, { width, height }, ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const selection = store.selection.value;
  const route = selection?.kind === 'node' ? store.model.routeTo(selection.nodeid)?.nodes : undefined;
  drawLinks(context, {
    model: store.model,
    placeOf: store.placeOf,
    view,
    size: { width, height },
    chosenLink: store.chosenLink,
    route: route ?? [],
    colours,
  });
}

function resize(canvas: HTMLCanvasElement, { width, height }: Size, ratio: number): void {
  const [wide, tall] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width === wide && canvas.height === tall) return;
  canvas.width = wide;
  canvas.height = tall;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.style.left = `${-width / 2}px`;
  canvas.style.top = `${-height / 2}px`;
}

function coloursOf(element: Element): MapColours {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    good: colour('--good'),
    medium: colour('--medium'),
    bad: colour('--bad'),
    cut: colour('--border-strong'),
    route: colour('--accent'),
    chosen: colour('--accent'),
    text: colour('--text-muted'),
    surface: colour('--surface'),
  };
}

/** Calls when the theme has changed, by the system or by the page's switch. Returns what ends it. */
function onThemeChange(changed: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', changed);
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    dark.removeEventListener('change', changed);
    observer.disconnect();
  };
}
