// Runs generated calls and command sequences against the simulator of a build, on virtual time, until something is
// found or all are run. One line of JSON says what; `--replay` runs one finding again.
//   node test/long/fuzz/hunt.js --calls 1000000 --sequences 2000 --seed 1 [--seconds 60] [--root FOLDER]
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';

const { values } = parseArgs({
  options: {
    root: { type: 'string', default: fileURLToPath(new URL('../../../', import.meta.url)) },
    calls: { type: 'string', default: '10000' },
    sequences: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '86400' },
    seed: { type: 'string', default: '1' },
    replay: { type: 'string' },
  },
});
const wanted = { calls: Number(values.calls), sequences: Number(values.sequences) };
const deadline = Date.now() + Number(values.seconds) * 1_000;

const load = createRequire(`${values.root}/dist/index.js`);
const { default: fc } = load('fast-check');
const { startSilvusMock, timings } = load('./index.js');
const { exchange, learn, radioCommands, referenceRadio, requestArbitraries, simulatorEndpoint } = load(
  './fast-check/fast-check.js',
);

/** Calls in one run: so many that what one leaves behind is met by another. */
const maxRequests = 60;
/** Runs of a property with one seed. */
const runs = 50;

const queueCapacity = 4;

async function target(preset) {
  const mock = await startSilvusMock({
    clock: 'virtual',
    timing: { preset },
    worker: { queueCapacity },
    // What was exchanged is in the counterexample; keeping it costs time.
    journal: { maxEntries: 0 },
  });
  const endpoint = simulatorEndpoint(mock);
  const isNew = true;
  const newModel = () => learn(referenceRadio({ timing: timings[preset], queueCapacity, isNew }), endpoint);
  // A radio that can't even be read is found by each run, in which it is read then.
  const known = await newModel().catch(() => undefined);
  return { mock, endpoint, newModel: async () => known?.copy() ?? newModel() };
}

let sentCalls = 0;
let sentSequences = 0;

const requests = fc.array(requestArbitraries().request, {
  minLength: 1,
  maxLength: maxRequests,
  size: 'max',
});
const callsOf = (cases) => cases.reduce((sum, { calls }) => sum + Math.max(1, calls.length), 0);

/** Requests one after the other without blackouts, then a look at all settings. */
const callsProperty = ({ endpoint, newModel }) =>
  fc.asyncProperty(requests, async (cases) => {
    sentCalls += callsOf(cases);
    await endpoint.reset();
    const model = await newModel();
    for (const each of cases) await exchange(each, model, endpoint);
    await learn(model, endpoint);
  });

/** Commands with the durations of a radio: calls, saves, bursts, and time that passes. */
const commandsProperty = ({ endpoint, newModel }, replayPath) =>
  fc.asyncProperty(
    radioCommands({ isVirtual: true, ...(replayPath === undefined ? {} : { replayPath }) }),
    async (commands) => {
      sentSequences += 1;
      await endpoint.reset();
      const model = await newModel();
      await fc.asyncModelRun(() => ({ model, real: endpoint }), commands);
    },
  );

function findingOf(kind, details) {
  const [counterexample] = details.counterexample;
  const text = fc.stringify(counterexample);
  const ran = kind === 'calls' ? [] : [...counterexample].filter(({ hasRan }) => hasRan);
  const error = details.errorInstance;
  return {
    kind,
    seed: details.seed,
    path: details.counterexamplePath,
    replayPath: /replayPath="([^"]*)"/.exec(text)?.[1],
    signature: error?.broken?.signature ?? String(error).slice(0, 200),
    message: String(error?.message ?? error).slice(0, 600),
    calls: kind === 'calls' ? callsOf(counterexample) : ran.reduce((sum, { cmd }) => sum + cmd.calls, 0),
  };
}

const targets = { calls: await target('instant'), commands: await target('radio') };
const begun = Date.now();

const propertyOf = (kind, replayPath) =>
  kind === 'calls' ? callsProperty(targets.calls) : commandsProperty(targets.commands, replayPath);

async function check(kind, parameters, replayPath) {
  const details = await fc.check(propertyOf(kind, replayPath), parameters);
  return details.failed ? findingOf(kind, details) : undefined;
}

async function hunt() {
  const first = Number(values.seed) * 1_000_003;
  for (let round = 0; Date.now() < deadline; round += 1) {
    const isMore = { calls: sentCalls < wanted.calls, commands: sentSequences < wanted.sequences };
    if (!isMore.calls && !isMore.commands) return undefined;
    for (const kind of ['calls', 'commands'].filter((each) => isMore[each])) {
      const left = kind === 'calls' ? runs : Math.min(runs, wanted.sequences - sentSequences);
      const found = await check(kind, { seed: (first + round) | 0, numRuns: left });
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

async function replay({ kind, seed, path, replayPath, signature }) {
  const found = await check(kind, { seed, path, endOnFailure: true }, replayPath);
  return { isSame: found?.signature === signature, signature: found?.signature };
}

const outcome =
  values.replay === undefined ? { found: await hunt() } : await replay(JSON.parse(values.replay));
console.log(
  JSON.stringify({
    ...outcome,
    calls: sentCalls,
    sequences: sentSequences,
    seconds: Math.round((Date.now() - begun) / 100) / 10,
  }),
);
for (const { mock, endpoint } of Object.values(targets)) {
  endpoint.close();
  await mock.close();
}
