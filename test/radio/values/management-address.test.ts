import { expect, test } from 'vitest';
import { managementAddress } from '../../../src/radio/values/management-address.js';

test.each([
  ['310061', 'streamscape_v5.0.1.8', '172.20.187.45'],
  ['310226', 'streamscape_v5.0.1.8', '172.20.187.210'],
  ['323285', 'streamscape_v5.0.1.8', '172.20.238.213'],
  ['324042', 'streamscape_v5.0.1.8', '172.20.241.202'],
  ['43337', 'streamscape_v5.0.1.8', '172.16.169.73'],
  ['90550', 'streamscape_v5.0.1.8', '172.17.97.182'],
  ['1', 'streamscape_v5.0.1.8', '172.16.0.1'],
  ['1048575', 'streamscape_v5.0.1.8', '172.31.255.255'],
  ['43337', 'streamscape_v4.0.3.0', '172.20.169.73'],
])('node %s with %s has %s', (nodeid, build, address) => {
  expect(managementAddress(nodeid, build)).toBe(address);
});
