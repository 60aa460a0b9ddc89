import { describe, expect, test } from 'vitest';
import { bendNames, chaosLevels } from '../../src/chaos/levels.js';
import { bends } from '../../src/chaos/catalogue.js';
import { type ChaosEvent, startSilvusMock, virtualClock } from '../../src/index.js';
import { rawClient } from '../support/raw-client.js';

const http = (body: string) =>
  `POST /streamscape_api HTTP/1.1\r\nHost: radio\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const read = '{"jsonrpc":"2.0","method":"freq","id":1}';

const exchanges = chaosLevels.flatMap((level) =>
  bendNames[level]
    .filter((name) => bends[name].stages.some((stage) => stage === 'read' || stage === 'blackout'))
    .map((name) => ({ level, name })),
);

describe.each(exchanges)('$level: $name', ({ level, name }) => {
  test('comes to an end, is named, and the next exchange is plain', async () => {
    const clock = virtualClock();
    const mock = await startSilvusMock({ clock, seed: 7, chaos: { level, only: [`http.freq.1.${name}`] } });
    const events: ChaosEvent[] = [];
    mock.on('chaos', (event) => events.push(event));
    const client = await rawClient(mock.http.port);
    client.socket.write(http(read).replace('Host', 'Connection: close\r\nHost'));
    await mock.received(1);
    await clock.advance('31s');
    await client.ended;
    const [entry] = mock.journal.filter({});
    expect(entry?.chaos?.case ?? 'none').toEqual(events[0]?.case ?? 'none');
    const next = await fetch(mock.http.url, { method: 'POST', body: read });
    expect(await next.text()).toBe('{"result" : ["4700"], "id" : 1, "jsonrpc" : "2.0"}');
    await mock.close();
  });
});
