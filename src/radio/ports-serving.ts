import type { MethodDeclaration, ServedOn } from './declaration.js';

/**
 * The ports that serve a method.
 * @param maintenanceOverHttp whether zeroize and the resets are served over HTTP too (setting `http.maintenanceMethods`)
 */
export function portsServing(
  { servedOn, family }: MethodDeclaration,
  maintenanceOverHttp: boolean,
): readonly ServedOn[] {
  const hidden = family === 'maintenance' && !maintenanceOverHttp;
  return servedOn.filter((port) => port !== 'http' || !hidden);
}
