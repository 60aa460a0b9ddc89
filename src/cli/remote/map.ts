import type { Command } from 'commander';
import type { NetworkAnswer } from '../client/network-answers.js';
import {
  type NetworkFlags,
  addNetworkFlags,
  checkNetworkFlags,
  networkInFile,
} from '../client/network-source.js';
import { command, examples } from '../command.js';
import { CliError, exitCodes } from '../exit-codes.js';
import { print, printColoured, printJson } from '../output/print.js';

/** Options of `map`. */
interface MapFlags extends NetworkFlags {
  /** File to draw to. */
  readonly svg?: string;
  /** The node at which the routes begin. */
  readonly routesFrom?: string;
}

/** `silvus-mock map`. */
export function mapCommand(): Command {
  return addNetworkFlags(command('map'))
    .description('Print the nodes, routes and links of the network, or draw them to a file.')
    .option('--svg <file>', 'draw the network to this file, as SVG')
    .option('--routes-from <id>', 'node at which the routes begin (the first)')
    .addHelpText(
      'after',
      examples('map', 'map --svg net.svg', 'map --network convoy --at 5m --svg convoy.svg'),
    )
    .action(map);
}

async function map(flags: MapFlags): Promise<void> {
  checkNetworkFlags(flags);
  const { network, svg, json } = flags;
  const { found, network: answer } =
    network === undefined ? await ofSimulator(flags) : await inFile(network, flags);
  const drawn = svg === undefined ? undefined : await draw(svg, answer);
  if (json === true) printJson(found);
  else if (drawn !== undefined) print(drawn);
  else {
    const { networkTables } = await import('../map/tables.js');
    printColoured(networkTables(answer));
  }
}

/** Draws a network to a file. Resolves with a line that says what was drawn. */
async function draw(file: string, network: NetworkAnswer): Promise<string> {
  const { countText, networkSvg } = await import('../map/svg.js');
  const { writeSvg } = await import('../map/svg-file.js');
  await writeSvg(file, networkSvg(network));
  return `${file}: ${countText(network.now)}`;
}

/** A network as it was found, and what of it is drawn. */
interface Found {
  readonly found: unknown;
  readonly network: NetworkAnswer;
}

async function ofSimulator(flags: MapFlags): Promise<Found> {
  const { controlClient } = await import('../client/control-client.js');
  const { checkAnswer } = await import('../client/ask.js');
  const { networkAnswerSchema } = await import('../client/network-answers.js');
  const client = await controlClient(flags);
  const query =
    flags.routesFrom === undefined ? '' : `?${new URLSearchParams({ from: flags.routesFrom }).toString()}`;
  const found = await client.send({ method: 'GET', path: `/network${query}` });
  return { found, network: checkAnswer(networkAnswerSchema, found, client.address) };
}

async function inFile(name: string, { at, routesFrom }: MapFlags): Promise<Found> {
  const network = await networkInFile(name, at);
  const from = routesFrom === undefined ? undefined : nodeIdOf(routesFrom);
  if (from !== undefined && !network.radios.some(({ nodeid }) => nodeid === from))
    throw new CliError(
      exitCodes.usage,
      `--routes-from: ${JSON.stringify(routesFrom)} is not allowed; allowed: the ID of a node of the network`,
    );
  const { networkAnswerSchema } = await import('../client/network-answers.js');
  const found = network.document(from);
  return { found, network: networkAnswerSchema.parse(found) };
}

const nodeIdOf = (text: string) => (/^\d{1,7}$/.test(text) ? Number(text) : -1);
