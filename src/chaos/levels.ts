/** Stages of a client's work at which chaos can act. */
export const chaosStages = ['connect', 'login', 'read', 'write', 'blackout', 'report'] as const;

/** A stage of a client's work. */
export type ChaosStage = (typeof chaosStages)[number];

/** Levels of chaos, from the mildest. */
export const chaosLevels = ['radio', 'json-rpc', 'broken', 'hostile'] as const;

/** Level of chaos: what a radio was seen to do, what the specifications allow, what breaks them, what attacks. */
export type ChaosLevel = (typeof chaosLevels)[number];

/** Names of the bends of each level. The names are part of cases: none changes its meaning. */
export const bendNames = {
  radio: [
    'late',
    'busy',
    'unavailable',
    'authentication-error',
    'blackout',
    'closes-after-reply',
    'error-text',
    'no-jsonrpc',
    'chunked-lines',
    'dropped',
    'mute',
  ],
  'json-rpc': [
    'key-order',
    'spacing',
    'extra-keys',
    'escapes',
    'number-spelling',
    'error-data',
    'batch-order',
    'slow-drip',
    'late',
    'chunked',
    'extra-headers',
    'closes-after-reply',
    'report-lost',
    'report-duplicated',
    'report-reordered',
  ],
  broken: [
    'rst',
    'closed',
    'no-reply',
    'truncated',
    'garbage',
    'wrong-id',
    'no-id',
    'duplicated',
    'chunked-cut',
    'short-length',
    'wrong-type',
    'code-text',
    'both',
    'neither',
    'wrong-version',
    'lost-member',
    'byte-order-mark',
    'empty-body',
    'error-page',
    'false-status',
    'dropped',
    'mute',
    'report-lost',
    'report-duplicated',
    'report-reordered',
    'report-cut',
    'report-garbled',
  ],
  hostile: [
    'deep-nesting',
    'huge-number',
    'huge-string',
    'many-members',
    'duplicate-keys',
    'strange-keys',
    'lone-surrogate',
    'nul-bytes',
    'invalid-utf8',
    'header-flood',
    'endless-header',
    'bad-status-line',
    'endless-body',
    'report-lying-length',
    'report-garbled',
  ],
} as const satisfies Readonly<Record<ChaosLevel, readonly string[]>>;

/** Name of a bend. */
export type BendName = (typeof bendNames)[ChaosLevel][number];

/** Form of a case: PORT.CALL.COUNT.BEND, in a network with the node before it: NODE/PORT.CALL.COUNT.BEND. */
export const caseForm = /^((?:\d{1,7}\/)?[a-z]+\.[\w.-]{1,120}\.[1-9]\d{0,15})\.([a-z\d-]+)$/;

/** A case by its parts. */
interface CaseParts {
  /** `PORT.CALL.COUNT`, or `NODE/PORT.CALL.COUNT`. */
  readonly exchange: string;
  readonly bend: string;
}

/** The parts of a case; undefined for a text that is none. */
export function partsOfCase(text: string): CaseParts | undefined {
  const [, exchange, bend] = caseForm.exec(text) ?? [];
  return exchange === undefined || bend === undefined ? undefined : { exchange, bend };
}

/** Names of the bends of a level; of all levels where none is given. */
export function namesOfBends(level: ChaosLevel | undefined): readonly BendName[] {
  if (level !== undefined) return bendNames[level];
  return [...new Set(chaosLevels.flatMap((each) => bendNames[each]))];
}
