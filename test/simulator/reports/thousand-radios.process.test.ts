import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { decodeDatagram } from '../../../src/reports/reports.js';

const radios = 1_000;
const total = 50_000;

/** A square of radios, each of which hears those beside it, and reports ten times a second to a port of its own. */
const program = `
import { startNetwork } from './dist/index.mjs';
const ports = JSON.parse(process.argv[1]);
const nodes = ports.map((port, index) => ({
  nodeid: 1 + index,
  served: false,
  position: { latitude: 48 + Math.floor(index / 32) * 0.0036, longitude: 11 + (index % 32) * 0.0054 },
  settings: { rssi_report_address: ['127.0.0.1', String(port)] },
}));
const settings = { max_link_distance: 500, rssi_report_period: 100, rssi_report_enable: 1 };
const network = await startNetwork({ network: { settings, nodes } });
const begun = { at: performance.now(), cpu: process.cpuUsage() };
process.stdin.resume().once('end', async () => {
  const { user, system } = process.cpuUsage(begun.cpu);
  const seconds = (performance.now() - begun.at) / 1000;
  const stats = network.radios.map((radio) => radio.stats().reports);
  const sum = (of) => stats.reduce((count, each) => count + Object.values(each[of]).reduce((a, b) => a + b, 0), 0);
  await network.close();
  console.log(JSON.stringify({ seconds, cpu: (user + system) / 1e6, sent: sum('sent'), dropped: sum('dropped') }));
});
`;

test('1,000 radios report ten times a second, without a gap in any sequence', async () => {
  const sequences: number[][] = [];
  let datagrams = 0;
  let reports = 0;
  let onAll: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (onAll = resolve));
  const sockets = await Promise.all(
    Array.from({ length: radios }, async () => {
      const socket = createSocket('udp4');
      onTestFinished(() => {
        socket.close();
      });
      const own: number[] = [];
      sequences.push(own);
      socket.on('message', (bytes) => {
        const decoded = decodeDatagram(bytes);
        expect(decoded.issues).toEqual([]);
        for (const report of decoded.reports) own.push(report.type === 'rssi' ? report.sequence : -1);
        datagrams += 1;
        reports += decoded.reports.length;
        if (datagrams === total) onAll();
      });
      socket.bind(0, '127.0.0.1');
      await once(socket, 'listening');
      return socket;
    }),
  );
  const ports = JSON.stringify(sockets.map((socket) => socket.address().port));
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, ports], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  await all;
  child.stdin.end();
  await once(child, 'close');
  const { seconds, cpu, sent, dropped } = JSON.parse(printed) as Record<string, number>;
  console.log({ datagrams, reports, seconds, cpu, sent, dropped });
  expect(sequences.filter((own) => own.length === 0)).toEqual([]);
  for (const own of sequences) expect(own).toEqual(own.map((_, index) => index));
});
