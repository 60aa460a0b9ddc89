import type { NodeEntry } from '../node-table.js';
import { conditionsAt, type LinkConditions, type LinkOverride } from './override.js';

/** Cut and override of one direction of a link. */
interface Rule {
  cut: boolean;
  override: LinkOverride | undefined;
}

/** One direction of a link as it is at a time. */
export interface RuleInForce extends LinkConditions {
  readonly cut: boolean;
}

/** Cuts and overrides of links, each direction by itself. */
export class LinkRules {
  readonly #rules = new Map<NodeEntry, Map<NodeEntry, Rule>>();

  /** True if a rule depends on time. */
  get hasSeries(): boolean {
    for (const { override } of this.entries()) if (Array.isArray(override)) return true;
    return false;
  }

  setCut(from: NodeEntry, to: NodeEntry, cut: boolean): void {
    this.#change(from, to, (rule) => void (rule.cut = cut));
  }

  setOverride(from: NodeEntry, to: NodeEntry, override: LinkOverride | undefined): void {
    this.#change(from, to, (rule) => void (rule.override = override));
  }

  /** The rule of a direction at a time, s. */
  at(from: NodeEntry, to: NodeEntry, seconds: number): RuleInForce | undefined {
    const rule = this.#rules.get(from)?.get(to);
    return rule && { ...conditionsAt(rule.override, seconds), cut: rule.cut };
  }

  /** True if the links of two nodes, in either direction, do not depend on where they are. */
  isPlaceless(one: NodeEntry, other: NodeEntry, seconds: number): boolean {
    return isFixed(this.at(one, other, seconds)) || isFixed(this.at(other, one, seconds));
  }

  /** All pairs with a rule, each once. */
  *pairs(): Iterable<readonly [NodeEntry, NodeEntry]> {
    for (const [from, rules] of this.#rules) {
      for (const to of rules.keys()) {
        const isSecond = this.#rules.get(to)?.has(from) === true && to.id < from.id;
        if (!isSecond) yield [from, to];
      }
    }
  }

  /** All rules, as they were set. */
  *entries(): Iterable<{ readonly from: string; readonly to: string } & Readonly<Rule>> {
    for (const [from, rules] of this.#rules) {
      for (const [to, rule] of rules) yield { from: from.id, to: to.id, ...rule };
    }
  }

  /** Forgets all rules of a node. */
  remove(node: NodeEntry): void {
    for (const to of this.#rules.get(node)?.keys() ?? []) to.rules -= 1;
    this.#rules.delete(node);
    for (const [from, rules] of this.#rules) {
      if (!rules.delete(node)) continue;
      from.rules -= 1;
      if (rules.size === 0) this.#rules.delete(from);
    }
  }

  #change(from: NodeEntry, to: NodeEntry, change: (rule: Rule) => void): void {
    const rules = this.#rules.get(from) ?? new Map<NodeEntry, Rule>();
    const before = rules.get(to);
    const rule = before ?? { cut: false, override: undefined };
    change(rule);
    const isNeeded = rule.cut || rule.override !== undefined;
    if (isNeeded === (before !== undefined)) return;
    if (isNeeded) rules.set(to, rule);
    else rules.delete(to);
    for (const node of [from, to]) node.rules += isNeeded ? 1 : -1;
    if (rules.size > 0) this.#rules.set(from, rules);
    else this.#rules.delete(from);
  }
}

function isFixed(rule: RuleInForce | undefined): boolean {
  return rule?.snr !== undefined || rule?.pathLoss !== undefined;
}
