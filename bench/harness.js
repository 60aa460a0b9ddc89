/**
 * What a figure should reach: of the ratio, or of the measured value itself.
 * @typedef {{ of: 'ratio' | 'value', atMost?: number, atLeast?: number }} Aim
 */

/**
 * @typedef {object} Figure
 * @property {string} name what is measured
 * @property {string} unit unit of the two absolute columns
 * @property {Aim} [aim]
 */

/**
 * What one measurement gave, by the figure's name.
 * @typedef {Readonly<Record<string, number>>} Measurement
 */

/**
 * Both sides of a case, ready to be measured again and again.
 * @typedef {object} Rig
 * @property {() => Promise<Measurement>} measured the simulator
 * @property {() => Promise<Measurement>} beside what it is held against
 * @property {() => Promise<void>} close
 */

/**
 * @typedef {object} Case
 * @property {string} name as `--case` takes it
 * @property {string} about one line: what is held against what
 * @property {readonly Figure[]} figures
 * @property {(seconds: number) => Promise<Rig>} open `seconds`: how long one measurement lasts, roughly
 */

/**
 * @typedef {object} FigureResult
 * @property {string} name
 * @property {string} unit
 * @property {number} measured median of all pairs
 * @property {number} beside median of all pairs
 * @property {{ median: number, min: number, max: number, pairs: readonly number[] }} ratio
 * @property {Aim} [aim]
 * @property {boolean} [reached] whether the median reaches the aim
 */

/** @typedef {{ name: string, about: string, figures: readonly FigureResult[] }} CaseResult */

/** How long both sides are measured in turn before it counts, ms: compilers take their time. */
const warmUp = 5_000;

/**
 * Measures a case: both sides in turn as a warm-up, then pair by pair, one side after the other.
 * @param {Case} each
 * @param {{ pairs: number, seconds: number }} options
 * @returns {Promise<CaseResult>}
 */
export async function measure(each, { pairs, seconds }) {
  const rig = await each.open(seconds);
  try {
    const warmAt = performance.now() + warmUp;
    do {
      await rig.measured();
      await rig.beside();
    } while (performance.now() < warmAt);
    /** @type {{ measured: Measurement, beside: Measurement }[]} */
    const taken = [];
    for (let pair = 0; pair < pairs; pair += 1) {
      taken.push({ measured: await rig.measured(), beside: await rig.beside() });
    }
    return {
      name: each.name,
      about: each.about,
      figures: each.figures.map((figure) => resultOf(figure, taken)),
    };
  } finally {
    await rig.close();
  }
}

/**
 * @param {Figure} figure
 * @param {readonly { measured: Measurement, beside: Measurement }[]} taken
 * @returns {FigureResult}
 */
function resultOf(figure, taken) {
  const measured = taken.map((pair) => valueOf(pair.measured, figure));
  const beside = taken.map((pair) => valueOf(pair.beside, figure));
  const pairs = measured.map((value, pair) => value / (beside[pair] ?? NaN));
  const ratio = { median: median(pairs), min: Math.min(...pairs), max: Math.max(...pairs), pairs };
  const result = { ...figure, measured: median(measured), beside: median(beside), ratio };
  if (figure.aim === undefined) return result;
  const { of, atMost = Infinity, atLeast = -Infinity } = figure.aim;
  const value = of === 'ratio' ? ratio.median : result.measured;
  return { ...result, reached: value <= atMost && value >= atLeast };
}

/**
 * @param {Measurement} measurement
 * @param {Figure} figure
 */
function valueOf(measurement, { name }) {
  const value = measurement[name];
  if (value === undefined || !Number.isFinite(value)) throw new Error(`${name}: nothing was measured`);
  return value;
}

/**
 * The value that a share of all values does not exceed.
 * @param {readonly number[]} values
 * @param {number} share 0.5 for the median
 */
export function quantile(values, share) {
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * Repeats one piece of work for some time.
 * @param {number} seconds
 * @param {() => Promise<void>} work
 * @param {number} [atLeast] times that it is done however long it takes
 * @returns {Promise<readonly number[]>} how long each took, ms
 */
export async function repeat(seconds, work, atLeast = 1) {
  const end = performance.now() + seconds * 1_000;
  const times = [];
  while (times.length < atLeast || performance.now() < end) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return times;
}
