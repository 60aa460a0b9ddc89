import type { MethodDeclaration } from '../declaration.js';
import { nameDomain } from '../domain.js';

const setenvlinsingle: MethodDeclaration = {
  name: 'setenvlinsingle',
  family: 'flash',
  summary: 'Saves the present value of one method to flash',
  access: 'write',
  parameters: ({ savable }) => [{ name: 'method', domain: nameDomain(savable) }],
  result: '[""]',
  settings: [],
  persistence: 'none',
  effect: 'none',
  deadline: 'rf-write',
  servedOn: ['http'],
  source: 'interface.md B.6',
  trust: 'HW',
  write: (view, [method = '']) => {
    for (const setting of view.settingsOf(method)) view.settings.save(setting);
    return [];
  },
};

/** What writes to flash. */
export const flashMethods: readonly MethodDeclaration[] = [setenvlinsingle];
