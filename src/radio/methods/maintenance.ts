import type { Effect, MethodDeclaration, RadioView } from '../declaration.js';
import type { Declared } from './declare.js';

/** Declares a maintenance method. */
function action<const Name extends string>(
  name: Name,
  summary: string,
  effect: MethodDeclaration['effect'],
  write: (view: RadioView) => readonly Effect[],
  assumption?: string,
): Declared<Name> {
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
    levels: { write: 'admin' },
    source: 'ICD (interface.md B.6, C)',
    trust: 'PM',
    ...(assumption === undefined ? {} : { assumption }),
    write,
  };
}

/** Methods that the maintenance port serves too: zeroize and the two resets. */
export const maintenanceMethods = [
  action(
    'zeroize',
    'Restores factory passwords, keys and certificates and erases stored profiles, also in flash; keeps RF settings',
    'zeroize',
    ({ settings, zeroized }) => {
      for (const name of zeroized) settings.restoreFactory(name);
      settings.restoreUsers();
      return ['zeroize'];
    },
    'restores the users of the login, enc_key_len, enc_key, enc_profile, tls_cert and qos_class; ends all logins; no blackout, unless timing.zeroize is set',
  ),
  action(
    'radio_reset',
    'Reboots about 3 s after the reply: settings are loaded from flash, uptime restarts',
    'reboot',
    () => ['reboot'],
  ),
  action(
    'factory_reset',
    'Restores the factory settings in flash; they apply after the next reboot',
    'none',
    (view) => {
      view.settings.factoryReset();
      return [];
    },
  ),
] as const;
