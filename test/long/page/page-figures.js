/** @import { CDPSession, Page } from 'playwright-core' */

/** Scripts of the page that count what a person notices. They run before its own. */
const counters = `
  globalThis.figures = { longTasks: [], frames: [], updates: 0 };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) figures.longTasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  let hasChanged = false;
  document.addEventListener('DOMContentLoaded', () => {
    new MutationObserver(() => (hasChanged = true)).observe(document.body,
      { subtree: true, childList: true, characterData: true, attributes: true });
  });
  let last = performance.now();
  const frame = (now) => {
    figures.frames.push(now - last);
    last = now;
    if (hasChanged) figures.updates += 1;
    hasChanged = false;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
`;

/** Has each page of a context count. @param {import('playwright-core').BrowserContext} context */
export async function countIn(context) {
  await context.addInitScript(counters);
}

/** What a page shows of its own speed. */
export class PageFigures {
  #page;
  #session;

  /** @param {Page} page @param {CDPSession} session */
  constructor(page, session) {
    this.#page = page;
    this.#session = session;
  }

  /** @param {Page} page */
  static async of(page) {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    return new PageFigures(page, session);
  }

  /** First paint with content after the navigation, ms. @returns {Promise<number | undefined>} */
  async firstPaint() {
    return this.#page.evaluate(`performance.getEntriesByName('first-contentful-paint')[0]?.startTime`);
  }

  /** JavaScript heap after a collection, bytes, and elements of the document. */
  async memory() {
    await this.#session.send('HeapProfiler.collectGarbage');
    const metrics = await this.#metrics();
    return { heapUsed: metrics['JSHeapUsedSize'] ?? NaN, elements: metrics['Nodes'] ?? NaN };
  }

  /**
   * Watches the page for a time.
   * @param {() => Promise<void>} meanwhile
   */
  async during(meanwhile) {
    const startedAt = performance.now();
    const busyBefore = (await this.#metrics())['TaskDuration'] ?? NaN;
    await this.#page.evaluate('Object.assign(figures, { longTasks: [], frames: [], updates: 0 }); undefined');
    await meanwhile();
    /** @type {{ longTasks: { startTime: number, duration: number }[], frames: number[], updates: number }} */
    const { longTasks, frames, updates } = await this.#page.evaluate('figures');
    const seconds = (performance.now() - startedAt) / 1_000;
    const busy = ((await this.#metrics())['TaskDuration'] ?? NaN) - busyBefore;
    const sorted = frames.toSorted((a, b) => a - b);
    return {
      seconds,
      /** Share of the time in which the page's main thread was busy. */
      mainThread: busy / seconds,
      longestTaskMs: Math.max(0, ...longTasks.map(({ duration }) => duration)),
      tasksOver50Ms: longTasks.length,
      p95FrameMs: sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
      updatesPerSecond: updates / seconds,
    };
  }

  async #metrics() {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }
}
