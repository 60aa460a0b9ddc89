import { type RemoteInfo, createSocket } from 'node:dgram';
import { onTestFinished } from 'vitest';
import { type Report, decodeDatagram } from '../../src/reports/reports.js';

/** A datagram that came, and where from. */
interface Arrived {
  readonly bytes: Uint8Array;
  readonly from: RemoteInfo;
}

/** A UDP socket that keeps what comes. */
export interface UdpReceiver {
  readonly port: number;
  /** As two parameters of a method: address and port. */
  readonly address: readonly [string, string];
  readonly datagrams: readonly Arrived[];
  /** Resolves once so many datagrams have come. */
  received(count: number): Promise<void>;
  /** All reports so far. Throws for a damaged one. */
  reports(): readonly Report[];
  close(): Promise<void>;
}

/** Receives on a free port of the loopback, or on a given one, until the test has finished. */
export async function udpReceiver(port = 0): Promise<UdpReceiver> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4_194_304 });
  const datagrams: Arrived[] = [];
  let check: () => unknown = () => undefined;
  socket.on('message', (bytes, from) => {
    datagrams.push({ bytes, from });
    check();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, '127.0.0.1', resolve);
  });
  let isOpen = true;
  const close = () =>
    new Promise<void>((resolve) => {
      if (isOpen) socket.close(() => resolve());
      else resolve();
      isOpen = false;
    });
  onTestFinished(close);
  const own = socket.address().port;
  return {
    port: own,
    address: ['127.0.0.1', String(own)],
    datagrams,
    received: (count) =>
      new Promise((resolve) => {
        check = () => datagrams.length >= count && resolve();
        check();
      }),
    reports: () =>
      datagrams.flatMap(({ bytes }) => {
        const { reports, issues } = decodeDatagram(bytes);
        if (issues.length > 0) throw new Error(issues.join('\n'));
        return reports;
      }),
    close,
  };
}
