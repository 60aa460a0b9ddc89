import { expect } from 'vitest';
import { outcome } from './json-rpc-client.js';
import { named } from './promql.js';
import { running } from './radio.js';
import { type Scrape, scrape } from './scrape.js';

/** Labels that Prometheus puts on each series by itself. */
const scraped = ['job', 'instance'];

/** A scrape of a simulator on which all has happened that is counted by name. */
export async function fullScrape(): Promise<Scrape> {
  const mock = await running({ control: { enabled: true } });
  mock.faults.add({ kind: 'busy', times: 1 });
  await outcome(mock, 'freq');
  await outcome(mock, 'freq');
  mock.blackout.begin('1h');
  return scrape(mock);
}

/** Fails unless each metric and label that the expression names is in the scrape. */
export function expectKnownMetrics(expression: string, told: Scrape): void {
  const { selectors, grouped } = named(expression);
  const known = new Set(scraped);
  expect(selectors.length, expression).toBeGreaterThan(0);
  for (const { metric, labels } of selectors) {
    if (metric === 'up') continue;
    const samples = told.all(metric);
    expect(samples.length, `${metric} in ${expression}`).toBeGreaterThan(0);
    const names = new Set(samples.flatMap((sample) => Object.keys(sample.labels)));
    for (const label of Object.keys(labels))
      expect([...scraped, ...names], `${metric} in ${expression}`).toContain(label);
    for (const name of names) known.add(name);
  }
  for (const label of grouped) expect([...known], expression).toContain(label);
}
