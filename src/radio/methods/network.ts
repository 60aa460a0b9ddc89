import type { Declared } from './declare.js';
import { type Domain, switchDomain } from '../values/domain.js';
import { ipDomain, netmaskDomain } from '../values/text-domain.js';
import { addressSetting } from './address-setting.js';
import { storedSetting } from './setting.js';

/** Declares one setting of the virtual IP address. */
function virtualIp<const Name extends string>(
  name: Name,
  summary: string,
  takes: Domain,
  factory: string,
  flashName: string,
): Declared<Name> {
  const facts = { name, family: 'network', summary, takes, factory: [factory] } as const;
  return storedSetting(
    { ...facts, source: 'GUI, VIP (interface.md B.6)', trust: 'FW' },
    { flashName, assumption: 'the factory value' },
  );
}

/** Addresses beside the management address, VPN, gateway. */
export const networkMethods = [
  virtualIp(
    'virtual_ip_disable',
    '0: virtual IP address enabled; 1: disabled',
    switchDomain,
    '1',
    'vir_ip_disable',
  ),
  virtualIp('virtual_ip_address', 'Virtual IP address', ipDomain, '0.0.0.0', 'vir_addr'),
  virtualIp(
    'virtual_ip_netmask',
    'Netmask of the virtual IP address',
    netmaskDomain,
    '255.255.255.0',
    'vir_netmask',
  ),
  virtualIp('virtual_ip_gateway', 'Gateway of the virtual IP address', ipDomain, '0.0.0.0', 'vir_gw'),
  storedSetting(
    {
      name: 'vpn_disable',
      family: 'network',
      summary: '0: VPN enabled; 1: disabled',
      takes: switchDomain,
      factory: ['1'],
      source: 'GUI, VIP (interface.md B.6)',
      trust: 'FW',
    },
    { assumption: 'the factory value' },
  ),
  addressSetting(
    {
      name: 'vpn_address',
      family: 'network',
      summary: 'Address and port of the VPN',
      source: 'GUI, VIP (interface.md B.6)',
      trust: 'FW',
    },
    ['0.0.0.0', '9000'],
    {
      storedOnly: true,
      result: '["0.0.0.0", "9000"]',
      assumption: 'the factory value; its port is that of the only known example',
    },
  ),
  storedSetting(
    {
      name: 'wbg_disable',
      family: 'network',
      summary: '0: gateway to the wired network enabled; 1: disabled',
      takes: switchDomain,
      factory: ['0'],
      source: 'GUI, SEL (interface.md B.6)',
      trust: 'FW',
    },
    { flashName: 'gateway_disable' },
  ),
] as const;
