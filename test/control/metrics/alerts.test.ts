import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { textOf } from '../../support/markdown.js';
import { expectKnownMetrics, fullScrape } from '../../support/metric-names.js';
import { named } from '../../support/promql.js';
import { running } from '../../support/radio.js';
import { scrape } from '../../support/scrape.js';

const ruleSchema = z.strictObject({
  alert: z.string().regex(/^SilvusMock[A-Z][A-Za-z]+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+[smhd]$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(['info', 'warning', 'critical']) }),
  annotations: z.strictObject({ summary: z.string(), description: z.string(), runbook_url: z.string() }),
});

const schema = z.strictObject({
  groups: z.tuple([z.strictObject({ name: z.literal('silvus-mock'), rules: z.array(ruleSchema).min(5) })]),
});

const [{ rules }] = schema.parse(parse(textOf('deploy/prometheus/alerts.yml'))).groups;

test('every alert has a name of its own and a runbook under it', () => {
  const names = rules.map(({ alert }) => alert);
  expect(new Set(names).size).toBe(names.length);
  expect(rules.map(({ annotations }) => annotations.runbook_url)).toEqual(
    names.map((name) => `docs/operations.md#${name.toLowerCase()}`),
  );
});

test('every metric and label that an alert uses is in a scrape', async () => {
  const told = await fullScrape();
  for (const { expr } of rules) expectKnownMetrics(expr, told);
});

test('what an alert wants to see rise is told before it does: from nothing to 1 is no rise', async () => {
  const told = await scrape(await running({ control: { enabled: true } }));
  const rising = rules.filter(({ expr }) => /^(sum without \([^)]*\) \()?increase\(/.test(expr));
  expect(rising).toHaveLength(3);
  for (const { expr } of rising) {
    expectKnownMetrics(expr, told);
    for (const { metric, labels } of named(expr).selectors)
      for (const [label, value] of Object.entries(labels)) {
        const values = told.all(metric).map((each) => each.labels[label]);
        expect(values, `${metric} in ${expr}`).toEqual(expect.arrayContaining(value.split('|')));
      }
  }
});

test('every alert is named in docs/metrics.md', () => {
  const document = textOf('docs/metrics.md');
  for (const { alert } of rules) expect(document).toContain(`\`${alert}\``);
});

test('an expression with a metric or label that is not told is found out', async () => {
  const told = await fullScrape();
  expect(() => expectKnownMetrics('rate(silvus_mock_comands_total[5m])', told)).toThrow(
    /silvus_mock_comands_total/,
  );
  expect(() => expectKnownMetrics('silvus_mock_mode{moed="offline"}', told)).toThrow(/moed/);
  expect(() => expectKnownMetrics('sum by (metod) (silvus_mock_commands_total)', told)).toThrow(/metod/);
  expect(() => expectKnownMetrics('sum by (method (silvus_mock_commands_total)', told)).toThrow(/no PromQL/);
});
