import type { NetworkAnswer } from '../client/network-answers.js';
import type { ColouredLine } from '../output/print.js';
import { table } from '../output/table.js';
import { levelOf, levelOfLink, levels } from './level.js';

/** The nodes of a network with the routes to them, and its links, the weakest first. */
export function networkTables({ nodes, now }: NetworkAnswer): readonly ColouredLine[] {
  return [...nodeLines({ nodes, now }), { text: '' }, ...linkLines(now)];
}

function nodeLines({ nodes, now: found }: NetworkAnswer): readonly ColouredLine[] {
  const served = new Set(nodes.filter((node) => node.served !== false).map(({ nodeid }) => nodeid));
  const routes = new Map(found.routes.map((route) => [route.to, route]));
  const links = new Map<number, number>();
  for (const { nodes: ends } of found.links) for (const id of ends) links.set(id, (links.get(id) ?? 0) + 1);
  const rows = found.nodes.map(({ nodeid, name, position, onAir }) => {
    const { latitude, longitude, altitude } = position;
    const route = routes.get(nodeid);
    const snr = route === undefined ? '' : route.snr.toFixed(1);
    const state = onAir === 'on' ? (served.has(nodeid) ? 'served' : 'neighbour') : onAir;
    return {
      cells: [
        String(nodeid),
        name,
        state,
        latitude.toFixed(6),
        longitude.toFixed(6),
        altitude.toFixed(0),
        String(links.get(nodeid) ?? 0),
        nodeid === found.from ? '' : snr,
        nodeid === found.from ? '(routes begin here)' : (route?.nodes.join(' ') ?? 'no route'),
      ],
      colour: route === undefined ? undefined : levels[levelOf(route.snr)].ansi,
    };
  });
  const head = ['NODE', 'NAME', 'STATE', 'LATITUDE', 'LONGITUDE', 'ALTITUDE', 'LINKS', 'WEAKEST', 'ROUTE'];
  return coloured(head, rows);
}

function linkLines({ links }: NetworkAnswer['now']): readonly ColouredLine[] {
  const rows = links
    .map((link) => ({ link, weakest: Math.min(...link.snr.filter((each) => each !== null)) }))
    .sort((one, other) => one.weakest - other.weakest)
    .map(({ link: { nodes, snr, mcs, distance } }) => {
      const level = levelOfLink(snr);
      const cells = [
        ...nodes.map(String),
        ...snr.map((each) => each?.toFixed(1) ?? 'no link'),
        ...mcs.map((each) => (each === null ? '–' : String(each))),
        distance.toFixed(0),
        levels[level].text,
      ];
      return { cells, colour: levels[level].ansi };
    });
  return coloured(['FROM', 'TO', 'SNR', 'BACK', 'MCS', 'BACK', 'METRES', 'LEVEL'], rows);
}

interface Row {
  readonly cells: readonly string[];
  readonly colour: number | undefined;
}

function coloured(head: readonly string[], rows: readonly Row[]): readonly ColouredLine[] {
  const lines = table(
    head,
    rows.map(({ cells }) => cells),
  ).split('\n');
  return lines.map((text, index) => ({ text, colour: rows[index - 1]?.colour }));
}
