import { reachableHost } from './reachable-host.js';

/** Address of the page for a browser on this machine. @param control address of the control plane */
export function pageAddress(control: string): string {
  const url = new URL(control);
  url.hostname = reachableHost(url.hostname.replace(/^\[|\]$/g, ''));
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/`;
  return url.href;
}
