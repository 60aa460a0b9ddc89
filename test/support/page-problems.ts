import type { BrowserContext, Page } from 'playwright-core';

/** Script of a page: violations of its policy, those that are only reported too, become console errors. */
const reportViolations = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('Content-Security-Policy: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))`;

/** Errors of pages: on the console, not caught, of their Content-Security-Policy, dialogs, and requests that failed. */
export class PageProblems {
  readonly #seen: string[] = [];
  readonly #allowed: RegExp[] = [];

  /** Watches all pages of a context. */
  async watch(context: BrowserContext): Promise<void> {
    await context.addInitScript(reportViolations);
    context.on('page', (page) => {
      this.#watchPage(page);
    });
  }

  /** Allows problems of this form: those that the test brings about. */
  allow(...patterns: RegExp[]): void {
    this.#allowed.push(...patterns);
  }

  /** The problems so far that were not allowed. */
  get unexpected(): string[] {
    return this.#seen.filter((problem) => !this.#allowed.some((pattern) => pattern.test(problem)));
  }

  #watchPage(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        this.#seen.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => {
      this.#seen.push(`not caught: ${error.stack ?? error.message}`);
    });
    page.on('dialog', (dialog) => {
      this.#seen.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('crash', () => this.#seen.push('the page has crashed'));
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      // A view that is left ends its requests and streams.
      if (reason !== 'net::ERR_ABORTED')
        this.#seen.push(`failed: ${request.method()} ${request.url()} ${reason}`);
    });
  }
}
