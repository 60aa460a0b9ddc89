import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadSettings } from '../../src/config/program-settings.js';
import { resolve } from '../../src/config/resolve.js';
import type { Disk } from '../../src/files/disk.js';
import { SilvusMock, type SilvusMockOptions, startSilvusMock } from '../../src/index.js';
import { clockOf } from '../../src/simulator/clock-of.js';
import { type Listening, outcome } from './json-rpc-client.js';
import { running } from './radio.js';

/** The default model's file of flash in a state folder. */
export const flashFile = (folder: string) => join(folder, '310061.json');

/** The settings in a state folder's file, as they are on disk. */
export function settingsOnDisk(folder: string): Readonly<Record<string, unknown>> {
  const { settings } = JSON.parse(readFileSync(flashFile(folder), 'utf8')) as {
    settings: Record<string, unknown>;
  };
  return settings;
}

/** Writes and saves a distance; gives what the save was answered. */
export async function saveDistance(mock: Listening, metres: number): Promise<unknown> {
  await outcome(mock, 'max_link_distance', [String(metres)]);
  return outcome(mock, 'setenvlinsingle', ['max_link_distance']);
}

/** Starts a radio that keeps its flash there, does something with it, and closes it. */
export async function lifeIn(
  stateDir: string,
  live: (mock: SilvusMock) => unknown = () => undefined,
  options: SilvusMockOptions = {},
): Promise<void> {
  const mock = await startSilvusMock({ ...options, stateDir });
  try {
    await live(mock);
  } finally {
    await mock.close();
  }
}

/** A log that is kept. */
export function keptLog() {
  const lines: { readonly level: string; readonly message: string }[] = [];
  const keep = (level: string) => (_fields: object, message: string) => void lines.push({ level, message });
  const logger = { debug: keep('debug'), info: keep('info'), warn: keep('warn'), error: keep('error') };
  return { logger, lines };
}

/** Starts a radio that keeps its flash there until the test has finished. */
export const runningIn = (stateDir: string, options: SilvusMockOptions = {}) =>
  running({ ...options, stateDir });

/** As {@link runningIn}, on a disk of the test's. */
export async function runningOn(
  disk: Disk,
  stateDir: string,
  { logger, ...settings }: Omit<SilvusMockOptions, 'clock' | 'methods'> = {},
): Promise<SilvusMock> {
  const loaded = loadSettings({ ...settings, stateDir });
  const parts = { configuration: resolve(loaded), settings, clock: clockOf(loaded.config), disk };
  const mock = new SilvusMock(logger === undefined ? parts : { ...parts, logger });
  onTestFinished(async () => {
    await mock.close({ graceMs: 1_000 });
  });
  return mock.start();
}
