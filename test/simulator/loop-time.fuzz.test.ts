import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SilvusMock, startSilvusMock } from '../../src/index.js';
import { controlPort } from '../support/control-plane-client.js';
import { hostileInput, inputOf } from '../support/hostile-input.js';
import { LoopHold } from '../support/loop-hold.js';
import { deadline, holds } from '../support/property.js';

let mock: SilvusMock;

const zeros = Array.from({ length: 32_000 }, () => '0').join();
const keys = Array.from({ length: 6_000 }, (_, index) => `"k${index}":0`).join();

function loopHold(): LoopHold {
  const ports = { http: mock.http.port, maintenance: mock.maintenance.port, control: controlPort(mock) };
  return new LoopHold(ports, () => mock.reset());
}

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
    const loop = loopHold();
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

test.each([
  inputOf('http', 'POST /streamscape_api', `{"api_list":[${zeros}],"id":1}`),
  inputOf('control', 'POST /journal/verify', `{"params":[${zeros}]}`),
  inputOf('control', 'POST /journal/verify', `{${keys}}`),
  inputOf('control', 'POST /faults', `{"kind":"busy","match":{"method":[${zeros}]}}`),
  inputOf('control', 'PUT /scenario', `{"steps":[${zeros}]}`),
])('64 KiB that once held the loop do not, %#: $what', async (input) => {
  const { ms, allowed } = await loopHold().measure(input);
  expect(ms).toBeLessThanOrEqual(allowed);
});
