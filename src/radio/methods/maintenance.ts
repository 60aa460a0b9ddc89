import type { Effect, MethodDeclaration, RadioView } from '../declaration.js';

/** The part that all maintenance methods share. */
function action(
  name: string,
  summary: string,
  effect: MethodDeclaration['effect'],
  write: (view: RadioView) => readonly Effect[],
  assumption?: string,
): MethodDeclaration {
  return {
    name,
    family: 'maintenance',
    summary,
    access: 'action',
    parameters: () => [],
    result: '[""]',
    settings: [],
    persistence: 'none',
    effect,
    deadline: 'rf-write',
    maintenance: true,
    source: 'ICD (interface.md B.6, C)',
    trust: 'PM',
    ...(assumption === undefined ? {} : { assumption }),
    write,
  };
}

/** What both ports serve: zeroize and the two resets. */
export const maintenanceMethods: readonly MethodDeclaration[] = [
  action(
    'zeroize',
    'Restores keys and certificates and erases stored profiles, in flash too; leaves RF settings alone',
    'zeroize',
    ({ settings, zeroized }) => {
      for (const name of zeroized) settings.restoreFactory(name);
      return ['zeroize'];
    },
    'what it restores: enc_key_len, enc_key, enc_profile, tls_cert, qos_class; no blackout, unless timing.zeroize is set',
  ),
  action(
    'radio_reset',
    'Reboots about 3 s after the reply: flash is loaded, uptime starts anew',
    'reboot',
    () => ['reboot'],
  ),
  action('factory_reset', 'Makes flash the factory settings; shows after the next reboot', 'none', (view) => {
    view.settings.factoryReset();
    return [];
  }),
];
