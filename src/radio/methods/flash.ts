import type { MethodDeclaration } from '../declaration.js';
import { nameDomain } from '../values/domain.js';
import { fact } from './fact.js';

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
  source: 'PTT, VIP, AVN, GUI (interface.md B.6)',
  trust: 'HW',
  assumption:
    'the names that older firmware has for some settings are taken too; its form with name and value is not',
  write: (view, [method = '']) => {
    for (const setting of view.settingsOf(method)) view.settings.save(setting);
    return [];
  },
};

const printAllSettings = fact({
  name: 'print_all_settings',
  family: 'flash',
  summary: 'All settings that run: name, values, name, values',
  result: '["freq", ["4700"], "bw", ["20"]]',
  reveals: true,
  source: 'AVN (interface.md B.2)',
  trust: 'C',
  assumption:
    'the names of the methods, in the order of this list; keys in clear, as the source says; an empty certificate is the one from the factory',
  read: ({ settings }) => [...settings.all()].flat(),
});

/** What writes to flash, and what shows all settings. */
export const flashMethods: readonly MethodDeclaration[] = [setenvlinsingle, printAllSettings];
