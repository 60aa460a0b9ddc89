import type { MethodDeclaration, MethodResult, RadioView } from '../declaration.js';
import { uptimeLine } from '../uptime.js';

/** The part that all read-only facts about the unit share. */
function fact(
  name: string,
  summary: string,
  result: string,
  trust: MethodDeclaration['trust'],
  read: (view: RadioView) => MethodResult,
): MethodDeclaration {
  return {
    name,
    family: 'identity',
    summary,
    access: 'read',
    parameters: () => [],
    result,
    settings: [],
    persistence: 'none',
    effect: 'none',
    deadline: 'read',
    servedOn: ['http'],
    source: 'interface.md B.2',
    trust,
    read,
  };
}

/** Who the radio is and how long it has been up. */
export const identityMethods: readonly MethodDeclaration[] = [
  fact('nodeid', 'Node ID', '["310061"]', 'HW', ({ model }) => [model.identity.nodeid]),
  fact('model', 'Model name', '["SC4200H"]', 'HW', ({ model }) => [model.identity.model]),
  fact('version', 'Firmware version', '["5.0.1.8"]', 'C', ({ model }) => [model.identity.version]),
  fact('build_tag', 'Firmware build', '["streamscape_v5.0.1.8"]', 'HW', ({ model }) => [
    model.identity.build_tag,
  ]),
  {
    ...fact(
      'uptime',
      'Time since boot, as Linux prints it',
      '[" 01:47:16 up 1:47, 0 users, load average: 0.00, 0.00, 0.00"]',
      'HW',
      (view) => [uptimeLine(view.at.wallTime, view.at.now - view.bootedAt)],
    ),
    assumption: 'the clock is UTC; no users, no load',
  },
];
