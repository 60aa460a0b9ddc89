import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('../long/soak/flash-kill.js', import.meta.url));

test('ten kills at any moment lose no save that was acknowledged', async () => {
  const child = spawn(process.execPath, [script, '10', '7'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more));
  const [code] = (await once(child, 'close')) as [number | null];
  expect(text).toMatch(/^flash-kill: seed 7: 10 kills, [1-9]\d* saves acknowledged, none lost, none torn; /);
  expect(code).toBe(0);
});
