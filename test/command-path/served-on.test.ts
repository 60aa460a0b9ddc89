import { expect, test } from 'vitest';
import { portsServing } from '../../src/command-path/served-on.js';
import { type PortName, type ServedOn, methodDeclarations } from '../../src/index.js';
import { portNames } from '../../src/ports/registry.js';

const served = (name: string, maintenanceOverHttp = true) => {
  const declaration = methodDeclarations.find((each) => each.name === name);
  if (declaration === undefined) throw new Error(`${name}: no such method`);
  return portsServing(declaration, maintenanceOverHttp);
};

test('a method is served by the ports that serve all; a maintenance method by the maintenance port too', () => {
  expect(served('freq')).toEqual(['http', 'https']);
  for (const name of ['zeroize', 'radio_reset', 'factory_reset']) {
    expect(served(name)).toEqual(['http', 'maintenance', 'https']);
    expect(served(name, false)).toEqual(['maintenance']);
  }
});

test('a method with ports of its own is served by those, in their order', () => {
  expect(portsServing({ servedOn: ['maintenance', 'http'] }, false)).toEqual(['maintenance', 'http']);
});

test('the older name of the type of a port stands for the same names', () => {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- what is tested
  const older: readonly ServedOn[] = portNames;
  const names: readonly PortName[] = older;
  expect(names).toEqual(['http', 'maintenance', 'https', 'gpsd']);
});
