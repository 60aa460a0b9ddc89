import { type PortName, portNames, portRegistry } from '../ports/registry.js';
import type { MethodDeclaration } from '../radio/declaration.js';

/**
 * Names of the ports that serve a method.
 * @param maintenanceOverHttp true if the ports that serve all methods serve zeroize and the resets too (setting
 * `http.maintenanceMethods`)
 */
export function portsServing(
  { maintenance, servedOn }: Pick<MethodDeclaration, 'maintenance' | 'servedOn'>,
  maintenanceOverHttp: boolean,
): readonly PortName[] {
  if (servedOn !== undefined) return servedOn.filter(isPortName);
  const isMaintenance = maintenance === true;
  const isServed = { all: !isMaintenance || maintenanceOverHttp, maintenance: isMaintenance, none: false };
  return portRegistry.filter(({ serves }) => isServed[serves]).map(({ name }) => name);
}

function isPortName(name: string): name is PortName {
  return portNames.some((known) => known === name);
}
