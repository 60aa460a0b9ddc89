// A radio under generated commands: each run is held to a small model of the radio, on virtual time. A radio whose reads
// are stale is found, and the commands that show it are reduced to the fewest.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { startSilvusMock, timings } from 'silvus-mock';
import { learn, radioCommands, referenceRadio, simulatorEndpoint } from 'silvus-mock/fast-check';

const radio = await startSilvusMock({ clock: 'virtual', timing: { preset: 'radio' } });
const endpoint = simulatorEndpoint(radio);
const known = await learn(referenceRadio({ timing: timings.radio, isNew: true }), endpoint);

/** Runs sequences of commands; each begins at the start of the radio, with these faults. */
const check = (faults) =>
  fc.check(
    fc.asyncProperty(radioCommands({ isVirtual: true }), async (commands) => {
      await endpoint.reset();
      for (const fault of faults) radio.faults.add(fault);
      await fc.asyncModelRun(() => ({ model: known.copy(), real: endpoint }), commands);
    }),
    { seed: 1, numRuns: 50 },
  );

assert.equal((await check([])).failed, false);

const { failed, counterexample, errorInstance } = await check([{ kind: 'stale' }]);
assert.ok(failed);
assert.equal(errorInstance.broken.property, 'read-after-write');

// The commands that are left, as text: a write, and a read that does not show it.
const commands = [...counterexample[0]].filter(({ hasRan }) => hasRan);
assert.ok(commands.length <= 3, String(counterexample[0]));

endpoint.close();
await radio.close();
console.log(`a stale read was found, and reduced to ${commands.length} commands`);
