import type { MethodDeclaration, Parameter } from '../declaration.js';
import type { Declared } from './declare.js';
import type { RadioModel } from '../model.js';
import { ipDomain, joinedAddressDomain, portDomain } from '../values/text-domain.js';
import { type SettingDeclaration, setting } from './setting.js';

const pair: readonly Parameter[] = [
  { name: 'address', domain: ipDomain },
  { name: 'port', domain: portDomain },
];

const isJoined = ({ firmware }: RadioModel) => firmware.addressForm === 'joined';

/** Declares a setting that is an address and a port: two values, or one text where the model joins them. */
export function addressSetting<const Name extends string>(
  declaration: Omit<SettingDeclaration, 'takes' | 'factory'> & { readonly name: Name },
  factory: readonly [address: string, port: string],
  more: Omit<Partial<MethodDeclaration>, 'name'>,
): Declared<Name> {
  return setting(
    {
      ...declaration,
      takes: ({ model }) => (isJoined(model) ? joinedAddressDomain : pair),
      factory: (model) => (isJoined(model) ? [factory.join('_')] : factory),
    },
    {
      ...more,
      assumption: `${more.assumption ?? ''}; one text, 172.20.0.2_5100, in reads and writes, where the model has firmware.addressForm: joined`,
    },
  );
}
