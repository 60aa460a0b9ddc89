import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** The Chromium that `CHROMIUM` names, or the first of the `PATH`. */
export async function launchBrowser() {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'chromium'));
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? onPath.find(existsSync) ?? 'chromium',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
  });
}

/** Waits. @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
