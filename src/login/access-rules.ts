import { type AccessLevel, accessLevels } from '../core/access-level.js';
import type { ResolvedConfig } from '../config/resolve.js';
import { isCommand, parseEnvelope } from '../jsonrpc/envelope.js';
import type { Catalogue } from '../radio/catalogue.js';
import type { Command } from '../radio/declaration.js';
import { deferredMethod, parseOrder, waitingOrder } from '../radio/deferred-order.js';
import { levelsOf } from '../radio/method-levels.js';

/** Parts that rules are read from. */
interface AccessRulesParts {
  /** All methods, custom methods included. */
  readonly catalogue: Catalogue;
  readonly accessOf: (command: Command) => 'read' | 'write';
  /** Levels of the configuration by method, which go before the declared ones. */
  readonly levels: () => ResolvedConfig['login']['levels'];
}

/** Says which level a command needs. */
export class AccessRules {
  readonly #parts: AccessRulesParts;

  constructor(parts: AccessRulesParts) {
    this.#parts = parts;
  }

  /** The level that a command needs; that of a deferred order is the highest that it or one of its calls needs. */
  levelOf(command: Command): AccessLevel {
    const own = this.#levelOf(command);
    if (command.method !== deferredMethod) return own;
    return highest([own, ...callsIn(String(command.params[0])).map((call) => this.#levelOf(call))]);
  }

  /** Any user may learn that there is no such method. */
  #levelOf(command: Command): AccessLevel {
    const { catalogue, accessOf, levels } = this.#parts;
    const declared = catalogue.entry(command.method)?.declaration;
    if (declared === undefined) return 'basic';
    const access = accessOf(command);
    const written = Object.hasOwn(levels(), command.method) ? levels()[command.method] : undefined;
    if (typeof written === 'string') return written;
    return written?.[access] ?? levelsOf(declared)[access] ?? 'admin';
  }
}

/** The calls of a deferred order; none of an invalid one, which is not accepted. */
function callsIn(text: string): readonly Command[] {
  const order = parseOrder(text);
  if (order === undefined) return [];
  const envelope = parseEnvelope(waitingOrder(order).batch, Infinity);
  return envelope.kind === 'batch' ? envelope.calls.filter(isCommand) : [];
}

function highest(levels: readonly AccessLevel[]): AccessLevel {
  return accessLevels.findLast((each) => levels.includes(each)) ?? 'admin';
}
