import type { MethodDeclaration } from '../declaration.js';
import { nameDomain } from '../values/domain.js';
import { fact } from './fact.js';

const setenvlinsingle: MethodDeclaration = {
  name: 'setenvlinsingle',
  family: 'flash',
  summary: 'Saves the running value of one setting to flash',
  access: 'write',
  parameters: ({ savable }) => [{ name: 'method', domain: nameDomain(savable) }],
  result: '[""]',
  settings: [],
  persistence: 'none',
  effect: 'none',
  deadline: 'rf-write',
  source: 'PTT, VIP, AVN, GUI (interface.md B.6)',
  trust: 'HW',
  assumption: 'the setting names of older firmware are accepted too; its form with name and value is not',
  write: (view, [method = '']) => {
    for (const setting of view.settingsOf(method)) view.settings.save(setting);
    return [];
  },
};

const printAllSettings = fact({
  name: 'print_all_settings',
  family: 'flash',
  summary: 'All running settings: name, values, name, values',
  result: '["freq", ["4700"], "bw", ["20"]]',
  reveals: true,
  source: 'AVN (interface.md B.2)',
  trust: 'C',
  assumption:
    'method names, in the order of this list; keys in clear text, as in the source; an empty certificate stands for the factory certificate',
  read: ({ settings }) => [...settings.all()].flat(),
});

/** Writing to flash, and listing all settings. */
export const flashMethods: readonly MethodDeclaration[] = [setenvlinsingle, printAllSettings];
