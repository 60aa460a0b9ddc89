import { expect, test } from 'vitest';
import { z } from 'zod';
import { textOf } from '../../support/markdown.js';
import { expectKnownMetrics, fullScrape } from '../../support/metric-names.js';

/** What Grafana needs in order to import a dashboard and to draw it. */
const datasource = z.strictObject({ type: z.literal('prometheus'), uid: z.literal('${datasource}') });
const face = {
  id: z.int().min(1),
  title: z.string().min(1),
  gridPos: z.strictObject({
    h: z.int().min(1),
    w: z.int().min(1).max(24),
    x: z.int().min(0),
    y: z.int().min(0),
  }),
};
const rowSchema = z.strictObject({
  ...face,
  type: z.literal('row'),
  collapsed: z.literal(false),
  panels: z.tuple([]),
});
const panelSchema = z.strictObject({
  ...face,
  type: z.enum(['stat', 'timeseries']),
  description: z.string().min(1),
  datasource,
  fieldConfig: z.strictObject({
    defaults: z.looseObject({ unit: z.string() }),
    overrides: z.array(z.unknown()),
  }),
  options: z.looseObject({}),
  targets: z
    .array(
      z.strictObject({
        refId: z.string().regex(/^[A-Z]$/),
        datasource,
        expr: z.string(),
        legendFormat: z.string(),
      }),
    )
    .min(1),
});
const schema = z.looseObject({
  uid: z.string().regex(/^[\w-]{1,40}$/),
  title: z.literal('silvus-mock'),
  schemaVersion: z.int().min(36),
  time: z.strictObject({ from: z.string(), to: z.string() }),
  templating: z.strictObject({
    list: z.array(z.looseObject({ name: z.string(), type: z.enum(['datasource', 'query']) })),
  }),
  panels: z.array(z.discriminatedUnion('type', [rowSchema, panelSchema])),
});

const dashboard = schema.parse(JSON.parse(textOf('deploy/grafana/silvus-mock.json')));
const panels = dashboard.panels.filter((panel) => panel.type !== 'row');

test('its panels have ids of their own, stand within the grid and cover each other nowhere', () => {
  const ids = dashboard.panels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const taken = new Map<string, string>();
  for (const { title, gridPos } of dashboard.panels) {
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        expect(taken.get(`${x}/${y}`), `${title} at ${x}/${y}`).toBeUndefined();
        taken.set(`${x}/${y}`, title);
      }
  }
});

test('every metric and label that it asks for is in a scrape', async () => {
  const told = await fullScrape();
  const targets = panels.flatMap((panel) => panel.targets);
  expect(targets.length).toBeGreaterThan(10);
  for (const { expr } of targets) expectKnownMetrics(expr, told);
});

test('every label that a legend shows is one that the series has then', async () => {
  const told = await fullScrape();
  const labelled = panels
    .flatMap(({ targets }) => targets)
    .flatMap(({ expr, legendFormat }) =>
      [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => `sum by (${label}) (${expr})`),
    );
  expect(labelled.length).toBeGreaterThan(5);
  for (const expression of labelled) expectKnownMetrics(expression, told);
});

test('every variable that it uses is declared', () => {
  const declared = dashboard.templating.list.map(({ name }) => name);
  const text = JSON.stringify(dashboard);
  const used = [...text.matchAll(/\$\{?([a-z]\w*)/g)].map(([, name]) => name);
  expect(used.length).toBeGreaterThan(10);
  for (const name of used) expect(declared).toContain(name);
});
