import { chromium } from 'playwright-core';

/** Chromium of the `PATH`. */
export async function launchBrowser() {
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
  });
}

/** Waits. @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
