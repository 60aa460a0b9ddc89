import { overlap } from '../../config/hosts.js';
import type { LoadedConfig } from '../../config/load.js';
import type { OtherPort } from '../../config/network/check/ports.js';
import { networkOf } from '../../config/network/parse.js';
import { radioKindOf } from '../../config/network/radio-kind.js';
import type { ResolvedNetwork, ResolvedNode } from '../../config/network/resolved.js';
import { loadNetwork } from '../../config/network/samples.js';
import type { NetworkDocument } from '../../config/network/schema/document.js';
import type { RadiosChoice } from '../../config/radios-choice.js';
import { networkFrom } from '../../library/create-network.js';
import type { SimulatorParts } from '../../library/options.js';
import type { RadioNetwork } from '../../library/radio-network.js';
import type { RadioModel } from '../../radio/model.js';
import { highestNodeId } from '../../radio/values/node-id.js';
import { CliError, exitCodes } from '../exit-codes.js';
import type { PlacedRadio } from './port-holder.js';

/** Distance of radios on the lattice of `--radios`, m: within the link distance of the factory. */
const spacing = 300;

/**
 * Makes the network that a configuration asks for; nothing listens yet. The first radio whose place the network leaves
 * open is served on the ports of the configuration, so that commands find it. Throws a `CliError`, and as
 * `startNetwork` rejects.
 * @param warn receives what was changed
 */
export function createNetworkOf(
  choice: Exclude<RadiosChoice, { readonly kind: 'single' }>,
  parts: SimulatorParts,
  warn: (text: string) => void,
): { readonly simulator: RadioNetwork; readonly placed: readonly PlacedRadio[] } {
  const { config, loaded } = parts.configuration;
  const radio = radioKindOf(config);
  const options = {
    radio,
    ...(config.seed === undefined ? {} : { seed: config.seed }),
    otherPorts: otherPortsOf(loaded),
  };
  const read =
    choice.kind === 'network'
      ? loadNetwork(choice.name, options)
      : networkOf(latticeOf(choice.count, radio.model), options);
  const network = withFirstPorts(read, loaded);
  if (network.nodes.every(({ served }) => served === false)) {
    const message = 'no node of the network is served; allowed: at least one without served: false';
    throw new CliError(
      exitCodes.configuration,
      `${choice.kind === 'network' ? choice.name : ''}: ${message}`,
    );
  }
  const simulator = networkFrom(withFreeControlPort(parts, network, warn), network, radio);
  return { simulator, placed: read.nodes.flatMap(placesOf) };
}

function placesOf({ nodeid, served }: ResolvedNode): readonly PlacedRadio[] {
  if (typeof served === 'boolean') return [];
  const { host, http, maintenance, https, gpsd } = served;
  const ports = [http, maintenance, https, gpsd].filter((port) => port !== undefined);
  return [{ nodeid, places: ports.map((port) => ({ host, port })) }];
}

/** So many radios, all served, row by row on a lattice around the factory position. */
function latticeOf(nodes: number, model: RadioModel): NetworkDocument {
  const { identity, defaults } = model;
  const first = Number(identity.nodeid);
  const last = highestNodeId(identity.build_tag);
  if (first + nodes - 1 > last) {
    const most = `at most ${last - first + 1} radios from node ID ${first} on, or a lower nodeid`;
    throw new CliError(exitCodes.configuration, `radios: ${nodes}: is not allowed; allowed: ${most}`);
  }
  const [latitude, longitude, altitude] = defaults.gps_coordinates.map(Number);
  return {
    generate: {
      nodes,
      firstNodeid: first,
      center: { latitude: latitude ?? 0, longitude: longitude ?? 0 },
      altitude: altitude ?? 0,
      spacing,
      served: true,
    },
  };
}

/** The ports of other settings, which no radio may have. A default gives way. */
function otherPortsOf({ config, originOf }: LoadedConfig): readonly OtherPort[] {
  const { enabled, host, port } = config.control;
  const isFixed = enabled && originOf('control.port').kind !== 'default';
  return [
    { path: 'http.port', host: config.host, port: config.http.port, isOfOpenNode: true },
    { path: 'maintenance.port', host: config.host, port: config.maintenance.port, isOfOpenNode: true },
    { path: 'https.port', host: config.host, port: config.https.port ?? 0, isOfOpenNode: true },
    { path: 'gpsd.port', host: config.host, port: config.gpsd.port ?? 0, isOfOpenNode: true },
    ...(isFixed ? [{ path: 'control.port', host, port }] : []),
  ];
}

/** Serves the first radio whose place is left open on the ports of the settings. */
function withFirstPorts(network: ResolvedNetwork, { config }: LoadedConfig): ResolvedNetwork {
  const { host, http, maintenance, https, gpsd } = config;
  const first = network.nodes.findIndex(({ served }) => served === true);
  if (first < 0) return network;
  const served = { host, http: http.port, maintenance: maintenance.port, https: https.port, gpsd: gpsd.port };
  return {
    ...network,
    nodes: network.nodes.map((node, index) => (index === first ? { ...node, served } : node)),
  };
}

/** Any free port for the control plane, if a radio has the default one. */
function withFreeControlPort(
  parts: SimulatorParts,
  { nodes }: ResolvedNetwork,
  warn: (text: string) => void,
): SimulatorParts {
  const { configuration } = parts;
  const { control } = configuration.config;
  const isTaken = nodes.some(
    ({ served }) =>
      typeof served === 'object' &&
      overlap(served.host, control.host) &&
      [served.http, served.maintenance, served.https, served.gpsd].includes(control.port),
  );
  if (!control.enabled || control.port === 0 || !isTaken) return parts;
  warn(`control.port: the default ${control.port} is that of a radio; any free port is used instead`);
  const config = { ...configuration.config, control: { ...control, port: 0 } };
  return { ...parts, configuration: { ...configuration, config } };
}
