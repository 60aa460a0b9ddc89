import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';
import { afterAll, expect, onTestFinished } from 'vitest';
import { executableOnPath } from './executable.js';
import { PageProblems } from './page-problems.js';
import { type SimulatorOptions, type SimulatorWithPage, simulatorWithPage } from './simulator-with-page.js';

/** How a page is opened, beside the start of its simulator. */
export interface OpenOptions extends SimulatorOptions {
  /** Fragment of the address: `#/journal`. */
  readonly route?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** Turns off the Content-Security-Policy, for a tool that adds scripts to the page. */
  readonly bypassCSP?: boolean;
}

/** The page of a simulator in a browser, as a person sees it. */
export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** The simulator that was started for it. */
  readonly simulator: SimulatorWithPage;
  /** Errors of the page; the test fails at its end if there are any that it has not allowed. */
  readonly problems: PageProblems;
}

/** A name of a foreign site that resolves to the loopback address. */
export const reboundHost = 'rebound.example';

let browser: Promise<Browser> | undefined;

/** The browser of this file of tests, which is closed after its last one. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= chromium.launch({
    executablePath: executableOnPath('chromium'),
    // Chromium's sandbox can't be made by root; a container's /dev/shm may be too small for it.
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-dev-shm-usage',
      `--host-resolver-rules=MAP ${reboundHost} 127.0.0.1`,
    ],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  return browser;
}

afterAll(async () => {
  await (await browser)?.close();
});

/** Starts a simulator as a program and opens its page. Both end when the test has finished. */
export async function openPage(options: OpenOptions = {}): Promise<OpenedPage> {
  const simulator = await simulatorWithPage(options);
  return { ...(await openPageOf(simulator, options)), simulator };
}

/** Opens the page of a simulator that runs, in a context of its own: without what other pages have stored. */
async function openPageOf(
  { url }: Pick<SimulatorWithPage, 'url'>,
  {
    route = '',
    viewport = { width: 1280, height: 800 },
    colorScheme = 'light',
    bypassCSP = false,
  }: OpenOptions = {},
): Promise<Omit<OpenedPage, 'simulator'>> {
  const context = await (await sharedBrowser()).newContext({ viewport, colorScheme, bypassCSP });
  const problems = new PageProblems();
  onTestFinished(async () => {
    await context.close();
    expect(problems.unexpected).toEqual([]);
  });
  context.setDefaultTimeout(30_000);
  await problems.watch(context);
  const page = await context.newPage();
  await page.goto(`${url}/${route}`);
  await page.getByRole('main').waitFor();
  return { page, context, problems };
}
