import { expect } from 'vitest';
import type { SilvusMock, SilvusMockOptions } from '../../src/index.js';
import { inputIsRead } from './json-rpc-client.js';
import { running } from './radio.js';
import { type RawClient, rawClient } from './raw-client.js';
import { httpsPort, tlsClient } from './tls-client.js';

/** A port that has the limits of HTTP. */
export type LimitedPort = 'http' | 'https';

/** A radio with these limits, as the clients of one of its ports see it. */
export async function limitedRadio(
  http: SilvusMockOptions['http'],
  port: LimitedPort,
  more: SilvusMockOptions = {},
) {
  const mock = await running({ ...more, http, https: { port: 0 } });
  const figures = () => mock.stats().connections[port];
  return {
    mock,
    figures,
    /** A client; on HTTPS behind its handshake. */
    client: (options: { allowHalfOpen?: boolean } = {}): Promise<RawClient> =>
      port === 'http' ? rawClient(mock.http.port, options) : tlsClient(httpsPort(mock), options),
    /** A client that begins no handshake. */
    silent: () => rawClient(port === 'http' ? mock.http.port : httpsPort(mock)),
    endsFor: (reason: string) =>
      expect
        .poll(() => Object.entries(figures()?.endedFor ?? {}).filter(([, count]) => count > 0))
        .toContainEqual([reason, 1]),
  };
}

/** Resolves once round trips with a radio change nothing of a count any more. */
export async function standstill(other: SilvusMock, count: () => unknown): Promise<void> {
  let before: unknown;
  for (let same = 0; same < 20; same += 1) {
    const now = count();
    if (now !== before) same = 0;
    before = now;
    await inputIsRead(other);
  }
}
