/** Computes the links of a network of moving nodes. Argument: JSON. */
import { answerParent } from './answer.js';
import { cpuTime } from './own-figures.js';

const { checkout, count } = JSON.parse(process.argv[2] ?? '{}');

/** Links are cut at this distance, metres. */
const reach = 1_000;
const neighbours = 12;
const metresInDegree = 111_320;

/** Nodes on a square of such a size that each has about twelve neighbours, from the same seed each time. */
async function prepare() {
  const { Network } = await import(new URL('dist/network/network.js', checkout).href);
  const { randomSource } = await import(new URL('dist/core/random.js', checkout).href);
  const network = new Network({ seed: 7 });
  const side = Math.sqrt((count * Math.PI * reach * reach) / neighbours) / metresInDegree;
  const place = randomSource(7).stream('nodes');
  for (let index = 0; index < count; index += 1) {
    const position = { latitude: place.between(0, side), longitude: place.between(0, side) };
    network.add({ id: String(1 + index), position, motion: { kind: 'random-walk', speed: 15 } });
  }
  return network;
}

const prepared = prepare();
let tick = 0;

answerParent({
  /** Processor time of a tick for each directed link, ns. */
  run: async (/** @type {number} */ times) => {
    const network = await prepared;
    let cpu = 0;
    let links = 0;
    for (let each = 0; each < times; each += 1) {
      tick += 1;
      const before = cpuTime();
      network.advanceTo(tick);
      network.neighbours('1');
      cpu += cpuTime() - before;
      links += network.linkCount;
    }
    return { cpu: (cpu * 1_000) / links };
  },
});
