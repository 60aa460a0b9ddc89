import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SilvusMock, startSilvusMock } from '../../src/index.js';
import { controlPort } from '../support/control-plane-client.js';
import { hostileInput } from '../support/hostile-input.js';
import { LoopHold } from '../support/loop-hold.js';
import { deadline, holds } from '../support/property.js';

let mock: SilvusMock;

beforeAll(async () => {
  // No deadline cuts an input: what is late would hide what takes long.
  mock = await startSilvusMock({ timing: { preset: 'instant' }, control: { enabled: true } });
});

afterAll(async () => {
  await mock.close();
});

test(
  'no input holds the event loop longer than three times JSON.parse and 5 ms, nor than 150 ms',
  deadline,
  async () => {
    const ports = { http: mock.http.port, maintenance: mock.maintenance.port, control: controlPort(mock) };
    const loop = new LoopHold(ports, () => mock.reset());
    await holds(
      fc.asyncProperty(hostileInput, async (input) => {
        const { ms, allowed } = await loop.measure(input);
        expect(ms, `${input.what}: ${input.bytes.length} bytes`).toBeLessThanOrEqual(allowed);
      }),
    ).finally(() => {
      if (loop.worst === undefined) return;
      const { input, ms, allowed } = loop.worst;
      process.stdout.write(
        `${loop.inputs} inputs; worst: ${ms.toFixed(2)} of ${allowed.toFixed(2)} ms (ratio ${(ms / allowed).toFixed(2)}): ${input.port}: ${input.what}: ${input.bytes.length} bytes\n`,
      );
    });
  },
);
