import { Server } from 'node:net';

/** Closes the server of a port of this process from below, as nothing of the simulator would. */
export function losePort(port: number): void {
  // Node.js has no public way to its open handles.
  const list: unknown = Reflect.get(process, '_getActiveHandles');
  const handles: unknown = typeof list === 'function' ? Reflect.apply(list, process, []) : [];
  if (!Array.isArray(handles)) throw new Error('no list of handles');
  const server = handles.find((each) => each instanceof Server && portOf(each) === port);
  if (!(server instanceof Server)) throw new Error(`nothing listens on ${port}`);
  Server.prototype.close.call(server);
}

function portOf(server: Server): number | undefined {
  const address = server.address();
  return typeof address === 'object' ? address?.port : undefined;
}
