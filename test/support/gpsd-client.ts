import { onTestFinished } from 'vitest';
import { type RawClient, rawClient } from './raw-client.js';

/** An object of the protocol. */
type GpsdObject = { readonly class: string } & Readonly<Record<string, unknown>>;

/** A client of a gpsd port. */
export interface GpsdClient extends RawClient {
  /** Sends text. */
  send(text: string): void;
  /** All complete lines so far. */
  lines(): readonly string[];
  /** The objects of a class so far, in their order. */
  objects(name: string): readonly GpsdObject[];
  /** Resolves with the objects of a class once there are so many. */
  untilObjects(name: string, count: number): Promise<readonly GpsdObject[]>;
}

/** Connects to a gpsd port, and disconnects when the test has finished. */
export async function gpsdClient(port: number | undefined): Promise<GpsdClient> {
  if (port === undefined) throw new Error('the port is off');
  const client = await rawClient(port);
  onTestFinished(() => {
    client.socket.destroy();
  });
  const lines = () => client.text().split('\r\n').slice(0, -1);
  const objects = (name: string) =>
    lines()
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as GpsdObject)
      .filter((object) => object.class === name);
  const untilObjects = (name: string, count: number) =>
    new Promise<readonly GpsdObject[]>((resolve, reject) => {
      const look = () => {
        const found = objects(name);
        if (found.length < count) return;
        client.socket.off('data', look);
        resolve(found);
      };
      client.socket.on('data', look);
      void client.ended.then(() => reject(new Error(`ended before ${count} of ${name}: ${client.text()}`)));
      look();
    });
  return { ...client, send: (text) => void client.socket.write(text), lines, objects, untilObjects };
}

export const watchJson = '?WATCH={"enable":true,"json":true};';
