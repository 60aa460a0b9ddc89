import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { outcome } from '../../support/json-rpc-client.js';
import { running } from '../../support/radio.js';
import { scrape } from '../../support/scrape.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs promtool to its end; `input` is what it reads. */
function promtool(args: readonly string[], input = ''): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('promtool', args, { cwd: root, timeout: 50_000 });
    let text = '';
    const onData = (piece: Buffer) => void (text += piece.toString('utf8'));
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, text }));
    child.stdin.end(input);
  });
}

test('promtool has nothing against the figures', async () => {
  const mock = await running({ control: { enabled: true } });
  mock.faults.add({ kind: 'busy', times: 1 });
  await outcome(mock, 'freq');
  mock.blackout.begin('1h');
  const { text } = await scrape(mock);
  expect(await promtool(['check', 'metrics'], text)).toEqual({ code: 0, text: '' });
  const wrong = `${text}\n# TYPE silvus_mock_wrong counter\nsilvus_mock_wrong 1\n`;
  expect((await promtool(['check', 'metrics'], wrong)).text).toContain('silvus_mock_wrong');
});

test('promtool has nothing against the alert rules', async () => {
  expect(await promtool(['check', 'rules', 'deploy/prometheus/alerts.yml'])).toMatchObject({ code: 0 });
});

test('the alerts fire when they should, and not before', async () => {
  const { code, text } = await promtool(['test', 'rules', 'test/project/tools/alerts.yml']);
  expect([code, text]).toEqual([0, expect.stringContaining('SUCCESS')]);
});
