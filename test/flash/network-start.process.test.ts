import { expect, test } from 'vitest';
import { type CliRun, cli, started } from '../support/cli.js';
import { folderWith } from '../support/folder.js';
import { type Listening, outcome } from '../support/json-rpc-client.js';
import { saveDistance } from '../support/state-folder.js';

const radiosIn = (run: CliRun) => (JSON.parse(run.stdout()) as { radios: readonly Listening[] }).radios;

test.each([[['--network', 'pair']], [['--radios', '2']]])(
  'start %j keeps the flash of each radio',
  async (flags) => {
    const folder = folderWith();
    const first = await started(...flags, '--state-dir', folder);
    for (const [index, radio] of radiosIn(first).entries())
      expect(await saveDistance(radio, 4_000 + index)).toEqual(['']);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = await started(...flags, '--state-dir', folder);
    const saved = radiosIn(second).map((radio) => outcome(radio, 'max_link_distance'));
    expect(await Promise.all(saved)).toEqual([['4000'], ['4001']]);
    const third = await cli('start', ...flags, '--port', '0', '--no-control', '--state-dir', folder).ended;
    expect(third).toMatchObject({ code: 4, stdout: '' });
    expect(third.stderr).toContain(`the state folder "${folder}" is in use`);
  },
);
