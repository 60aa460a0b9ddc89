import { expect, test } from 'vitest';
import type { Step } from '../support/memory-disk.js';
import { MemoryDisk } from '../support/memory-disk.js';
import { outcome } from '../support/json-rpc-client.js';
import { runningOn } from '../support/state-folder.js';

/** The steps of a save, in their order. */
const steps: readonly Step[] = [
  'facts',
  'createFile',
  'fileFacts',
  'write',
  'sync',
  'close',
  'rename',
  'syncFolder',
];

test.each(steps)(
  'a disk that hangs at %s: the save is answered at its deadline, the next ones too, other calls go on, and a close ends',
  async (step) => {
    const memory = new MemoryDisk();
    memory.put('/state', memory.create('folder'));
    let hangs = false;
    const disk = memory.process((asked) => (hangs && asked === step ? 'hangs' : undefined));
    const mock = await runningOn(disk, '/state', { deadlines: { rfWrite: '150ms' } });
    mock.state.patch({ max_link_distance: 77 });
    hangs = true;
    for (let time = 0; time < 3; time += 1)
      expect(await outcome(mock, 'setenvlinsingle', ['max_link_distance'])).toBe('INTERNAL');
    expect(await outcome(mock, 'max_link_distance')).toEqual(['77']);
    expect(mock.state.saved()).toMatchObject({ max_link_distance: ['1000'] });
    await mock.close({ graceMs: 50 });
    expect(mock.lifecycle).toBe('closed');
  },
);

test('a write that ends after its deadline is taken over by memory and disk alike', async () => {
  const memory = new MemoryDisk();
  memory.put('/state', memory.create('folder'));
  let hangs = false;
  const disk = memory.process((step) => (hangs && step === 'rename' ? 'hangs' : undefined));
  const mock = await runningOn(disk, '/state', { deadlines: { rfWrite: '150ms' } });
  mock.state.patch({ max_link_distance: 78 });
  hangs = true;
  expect(await outcome(mock, 'setenvlinsingle', ['max_link_distance'])).toBe('INTERNAL');
  disk.release();
  await expect.poll(() => mock.state.saved()['max_link_distance']).toEqual(['78']);
  expect(memory.textOf('/state/310061.json')).toContain('"78"');
});
