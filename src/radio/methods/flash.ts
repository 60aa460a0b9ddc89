import { declare } from './declare.js';
import { nameDomain } from '../values/domain.js';
import { fact } from './fact.js';

const setenvlinsingle = declare({
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
});

/** Settings that some firmware lists, and no others. */
const shortList = ['freq', 'bw', 'power_dBm', 'tx_ant_mask', 'rx_ant_mask', 'mcs', 'serial_config'];

const printAllSettings = fact({
  name: 'print_all_settings',
  family: 'flash',
  summary: 'All running settings that can be saved: name, values, name, values',
  result: '["freq", ["4700"], "bw", ["20"]]',
  reveals: true,
  source: 'AVN (interface.md B.2)',
  trust: 'C',
  assumption:
    "the names of their methods, in the order of this list, each with the result of the method's own read without parameters; keys in clear text, as in the source; seven settings where the model has firmware.printAllSettings: short",
  read: ({ model, listed, read }) => {
    const names = model.firmware.printAllSettings === 'short' ? shortList : listed;
    return names.flatMap((name) => [name, read(name)]);
  },
});

/** Writing to flash, and listing all settings. */
export const flashMethods = [setenvlinsingle, printAllSettings] as const;
