import type { MethodDeclaration, MethodResult, RadioView } from '../declaration.js';
import type { Declared } from './declare.js';
import { textDomain } from '../values/text-domain.js';
import { uptimeLine } from '../uptime.js';
import { fact } from './fact.js';
import { setting } from './setting.js';

/** Declares a read-only fact about the unit. */
function about<const Name extends string>(
  name: Name,
  summary: string,
  result: string,
  source: string,
  trust: MethodDeclaration['trust'],
  read: (view: RadioView) => MethodResult,
  assumption?: string,
): Declared<Name> {
  const facts = { name, family: 'identity', summary, result, trust, read } as const;
  return fact({
    ...facts,
    source: `${source} (interface.md B.2)`,
    ...(assumption === undefined ? {} : { assumption }),
  });
}

/** Identity of the radio, and its uptime. */
export const identityMethods = [
  about('nodeid', 'Node ID', '["310061"]', 'EDGE, ADT4, PD, GUI', 'HW', ({ model }) => [
    model.identity.nodeid,
  ]),
  about('model', 'Model name', '["SC4200H"]', 'ADT4, AVN', 'HW', ({ model }) => [model.identity.model]),
  about('version', 'Firmware version', '["5.0.1.8"]', 'AVN', 'C', ({ model }) => [model.identity.version]),
  about('build_tag', 'Firmware build', '["streamscape_v5.0.1.8"]', 'ADT4, PTT', 'HW', ({ model }) => [
    model.identity.build_tag,
  ]),
  about(
    'local_address',
    'Management address',
    '["172.20.187.45"]',
    'ADT4',
    'HW',
    ({ address }) => [address],
    'derived from the node ID by the rule that captured pairs follow; the host it is served at, if addresses is served',
  ),
  setting(
    {
      name: 'system_name',
      family: 'identity',
      summary: 'Human-readable name of the radio',
      takes: textDomain(
        /^[^\p{Cc}\p{Cs}]{1,64}$/u,
        128,
        '1 to 64 characters, none of them a control character',
        ['AIR-017', 'Wache Süd'],
      ),
      factory: ({ identity }) => [`node${identity.nodeid}`],
      source: 'AVN (interface.md B.2)',
      trust: 'C',
    },
    { result: '["AIR-017"]', assumption: 'the length; the factory value is "node" and the node ID' },
  ),
  about(
    'uptime',
    'Time since boot, as printed by Linux',
    '[" 01:47:16 up 1:47, 0 users, load average: 0.00, 0.00, 0.00"]',
    'ADT4, EDGE',
    'HW',
    (view) => [uptimeLine(view.at.wallTime, view.at.now - view.bootedAt)],
    'the clock is UTC; no users, no load',
  ),
] as const;
