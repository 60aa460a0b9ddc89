import type { SimulatedRadio } from '../../library/simulated-radio.js';
import { SilvusMock } from '../../library/silvus-mock.js';
import { portNames } from '../../ports/registry.js';
import { escapeControls } from '../../core/text.js';
import { print } from '../output/print.js';
import { addressText } from '../output/values.js';
import { pageAddress } from '../target/page-address.js';
import type { RunSimulator } from './create-simulator.js';

/** Maximum number of radios that are named on a terminal. */
const maxListed = 10;

/** The line that says where a simulator listens: each radio that is served, and the first once more. */
export function listeningLine(simulator: RunSimulator): string {
  const { pid } = process;
  const { control, seed } = simulator;
  const served = servedRadios(simulator);
  const radios = served.map(({ nodeid, addresses }) => ({ nodeid: String(nodeid), ...addresses }));
  const page = pageOf(simulator);
  const line = { event: 'listening', radios, ...served[0]?.addresses, control, page, pid, seed };
  return `${escapeControls(JSON.stringify(line))}\n`;
}

/** Prints the listening addresses: one line of JSON, or text on a terminal. */
export function announce(simulator: RunSimulator, isJson: boolean): void {
  if (isJson || !process.stdout.isTTY) {
    process.stdout.write(listeningLine(simulator));
    return;
  }
  const { control, seed } = simulator;
  const { level } = simulator.config.chaos;
  const page = pageOf(simulator);
  const served = servedRadios(simulator);
  const isOne = served.length === 1;
  const lines = served
    .slice(0, maxListed)
    .map((radio) => `${isOne ? '' : `node ${radio.nodeid}: `}${placeText(radio)}`);
  const more = served.length > maxListed ? [`and ${served.length - maxListed} more radios`] : [];
  const request = '{"jsonrpc":"2.0","method":"freq","id":1}';
  const url = served[0]?.addresses.http.url ?? '';
  print(
    [
      ...(isOne ? lines.map((line) => `Listening on ${line}`) : ['Listening:', ...lines, ...more]),
      `Try: curl -s -d '${request}' ${url}`,
      ...(control === undefined ? [] : [`Control on ${control.url}`]),
      ...(page === undefined ? [] : [`Page on ${page}`]),
      ...(level === undefined
        ? []
        : [`Chaos; to replay a case: --chaos ${level} --seed ${seed} --only CASE`]),
    ].join('\n'),
  );
}

/** Address of the page; undefined where there is none. */
function pageOf({ control, config }: RunSimulator): string | undefined {
  return control === undefined || !config.control.page ? undefined : pageAddress(control.url);
}

function servedRadios(simulator: RunSimulator): readonly SimulatedRadio[] {
  const radios = simulator instanceof SilvusMock ? [simulator] : simulator.radios;
  return radios.filter(({ isServed }) => isServed);
}

/** `http://127.0.0.1:8080/streamscape_api, maintenance on 127.0.0.1:50000`. */
function placeText({ addresses }: SimulatedRadio): string {
  const texts = portNames.flatMap((name) => {
    const address = addresses[name];
    return address === undefined ? [] : [{ name, text: addressText(address) }];
  });
  return texts.map(({ name, text }, index) => (index === 0 ? text : `${name} on ${text}`)).join(', ');
}
