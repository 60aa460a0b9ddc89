import { type ParsedCall, steeringCallSchema } from '../../config/network/schema/steering.js';
import { checked, unknownMember } from '../../documents/check.js';
import { type Issue, issuesOf, withInput } from '../../documents/issue.js';
import type { Network } from '../../network/network.js';
import type { ScenarioNetwork, ScenarioRadio } from '../../scenario/target.js';
import type { SteerInput } from '../../scenario/scenario.js';
import type { Member } from './member.js';

/** The network that scenarios steer. */
interface SteeredNetwork {
  readonly model: Network;
  member(id: number): Member | undefined;
  issuesOf(call: ParsedCall): readonly Issue[];
  steer(call: ParsedCall): void;
}

/** A network as the scenarios of its radios change it. */
export class SteeredByScenarios implements ScenarioNetwork {
  readonly #network: SteeredNetwork;

  constructor(network: SteeredNetwork) {
    this.#network = network;
  }

  radio(nodeid: number): ScenarioRadio | undefined {
    return this.#network.member(nodeid)?.peer.target;
  }

  issues(call: SteerInput): readonly Issue[] {
    const { success, data, error } = steeringCallSchema.safeParse(call, withInput);
    if (!success) return issuesOf(error).flatMap(unknownKeysApart);
    // A step before may set the source.
    return data.do === 'remove-interference' ? [] : this.#network.issuesOf(data);
  }

  idleReason(call: SteerInput): string | undefined {
    const parsed = parse(call);
    if (parsed.do === 'remove-interference')
      return this.#network.issuesOf(parsed).map(({ message }) => message)[0];
    if (parsed.do !== 'join') return undefined;
    const { from, to, direction } = parsed;
    const cuts = this.#network.model.rules().filter(({ cut }) => cut);
    const isCut = (one: number, other: number) =>
      cuts.some((rule) => rule.from === String(one) && rule.to === String(other));
    const isIdle =
      (direction === 'reverse' || !isCut(from, to)) && (direction === 'forward' || !isCut(to, from));
    return isIdle ? `the link from ${from} to ${to} is not cut` : undefined;
  }

  steer(call: SteerInput): void {
    const parsed = parse(call);
    // A step that found nothing to do was noted as such.
    if (parsed.do === 'remove-interference' && this.#network.issuesOf(parsed).length > 0) return;
    this.#network.steer(parsed);
  }
}

function parse(call: SteerInput): ParsedCall {
  return checked('steer', steeringCallSchema, call);
}

/** An issue for each key that is unknown. */
function unknownKeysApart({ unknownKeys, ...issue }: Issue): readonly Issue[] {
  if (unknownKeys === undefined) return [issue];
  const keys = issue.path.map(String);
  return unknownKeys.map((key) => ({
    path: [...issue.path, key],
    message: unknownMember(steeringCallSchema, keys, key),
  }));
}
