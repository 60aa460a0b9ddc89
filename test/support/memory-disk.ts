import type {
  Disk,
  FileFacts,
  FileKind,
  ListeningSocket,
  OpenFile,
  OpenFolder,
} from '../../src/files/disk.js';

/** A step that a process asks a disk for. */
export type Step = keyof Disk | 'fileFacts' | 'read' | 'write' | 'sync' | 'syncFolder' | 'close';

/** How a step ends. Late: it is done, and fails or stops the process all the same. */
export type Mishap = 'fails' | 'fails late' | 'is short' | 'is slow' | 'hangs' | 'stops' | 'stops late';

/** Says how a step ends; undefined for a good end. */
export type Plan = (step: Step) => Mishap | undefined;

/** Draws a whole number below a bound. */
export type Draw = (below: number) => number;

interface FileNode {
  readonly kind: 'file';
  readonly ino: bigint;
  data: Uint8Array;
  /** Content that a power cut leaves. */
  synced: Uint8Array;
  /** True after a failed sync: the system has forgotten what was to be written, and syncs nothing of it later. */
  isForgotten: boolean;
}

interface FolderNode {
  readonly kind: 'folder';
  readonly ino: bigint;
  readonly names: Map<string, Node>;
  /** Names that a power cut leaves. */
  synced: Map<string, Node>;
  /** All that each name has led to since the last sync. */
  readonly since: Map<string, (Node | undefined)[]>;
}

interface OtherNode {
  readonly kind: Exclude<FileKind, 'file' | 'folder'>;
  readonly ino: bigint;
  isAlive: boolean;
}

type Node = FileNode | FolderNode | OtherNode;

/** Never resolves, as a call of a process that is no more. */
const never = new Promise<never>(() => undefined);

/**
 * A disk in memory with the rules that POSIX gives, read as badly as they allow: after a power cut a file that was not
 * synced has any part of what was written, or zeros; a name in a folder that was not synced is any that it was since.
 */
export class MemoryDisk {
  #inodes = 1n;
  readonly root: FolderNode = this.#folder();

  /** The disk as one process sees it, until that is stopped. */
  process(plan: Plan = () => undefined): ProcessDisk {
    return new ProcessDisk(this, plan);
  }

  /** Cuts the power: what was not synced is lost, or kept, or kept in part. */
  cutPower(draw: Draw): void {
    const seen = new Set<Node>();
    const visit = (node: Node): void => {
      if (seen.has(node)) return;
      seen.add(node);
      if (node.kind === 'folder') {
        for (const [name, values] of node.since) {
          const all = [node.synced.get(name), ...values];
          const found = all[draw(all.length)];
          if (found === undefined) node.names.delete(name);
          else node.names.set(name, found);
        }
        node.since.clear();
        node.synced = new Map(node.names);
        for (const child of node.names.values()) visit(child);
      } else if (node.kind === 'file') {
        if (!isEqual(node.data, node.synced)) node.data = leftOf(node, draw);
        node.synced = node.data;
      } else node.isAlive = false;
    };
    visit(this.root);
  }

  /** The text of a file; undefined where there is none. */
  textOf(path: string): string | undefined {
    const node = this.find(path);
    return node?.kind === 'file' ? Buffer.from(node.data).toString() : undefined;
  }

  /** Names in a folder. */
  namesIn(path: string): readonly string[] {
    const node = this.find(path);
    return node?.kind === 'folder' ? [...node.names.keys()] : [];
  }

  /** Puts something at a path, synced. */
  put(path: string, node: Node): void {
    const [folder, name] = this.#place(path);
    folder.names.set(name, node);
    folder.synced.set(name, node);
  }

  find(path: string): Node | undefined {
    let node: Node | undefined = this.root;
    for (const name of partsOf(path)) node = node?.kind === 'folder' ? node.names.get(name) : undefined;
    return node;
  }

  /** Changes what a name leads to. */
  set(path: string, node: Node | undefined): void {
    const [folder, name] = this.#place(path);
    if (node === undefined) folder.names.delete(name);
    else folder.names.set(name, node);
    folder.since.set(name, [...(folder.since.get(name) ?? []), node]);
  }

  create(kind: FileKind): Node {
    if (kind === 'folder') return this.#folder();
    const ino = this.#inodes++;
    if (kind !== 'file') return { kind, ino, isAlive: true };
    return { kind, ino, data: new Uint8Array(), synced: new Uint8Array(), isForgotten: false };
  }

  #folder(): FolderNode {
    return { kind: 'folder', ino: this.#inodes++, names: new Map(), synced: new Map(), since: new Map() };
  }

  #place(path: string): readonly [FolderNode, string] {
    const parts = partsOf(path);
    const name = parts.pop() ?? '';
    const folder = this.find(parts.join('/'));
    if (folder?.kind !== 'folder') throw systemError('ENOENT');
    return [folder, name];
  }
}

/** A disk as one process sees it. */
export class ProcessDisk implements Disk {
  readonly #disk: MemoryDisk;
  readonly #plan: Plan;
  readonly #sockets: OtherNode[] = [];
  #isStopped = false;
  #stop: () => void = () => undefined;
  #release: () => void = () => undefined;
  readonly #released = new Promise<void>((resolve) => {
    this.#release = resolve;
  });
  #mishaps = 0;
  /** Resolves when a step hangs, or stops the process. */
  readonly stuck = new Promise<void>((resolve) => {
    this.#stop = resolve;
  });

  constructor(disk: MemoryDisk, plan: Plan) {
    this.#disk = disk;
    this.#plan = plan;
  }

  /** Steps that did not end well. */
  get mishaps(): number {
    return this.#mishaps;
  }

  /** Lets steps that hang go on. */
  release(): void {
    this.#release();
  }

  /** Ends the process as SIGKILL does. */
  kill(): void {
    this.#isStopped = true;
    for (const socket of this.#sockets) socket.isAlive = false;
  }

  facts(path: string): Promise<FileFacts | undefined> {
    return this.#step('facts', () => {
      const node = this.#disk.find(path);
      return node === undefined ? undefined : factsOf(node);
    });
  }

  openFile(path: string): Promise<OpenFile> {
    return this.#step('openFile', () => this.#openFile(this.#file(path)));
  }

  createFile(path: string): Promise<OpenFile> {
    return this.#step('createFile', () => {
      if (this.#disk.find(path) !== undefined) throw systemError('EEXIST');
      const node = this.#disk.create('file');
      this.#disk.set(path, node);
      if (node.kind !== 'file') throw systemError('EIO');
      return this.#openFile(node);
    });
  }

  openFolder(path: string): Promise<OpenFolder> {
    return this.#step('openFolder', () => {
      const node = this.#disk.find(path);
      if (node?.kind !== 'folder') throw systemError(node === undefined ? 'ENOENT' : 'ENOTDIR');
      return {
        sync: () =>
          this.#step('syncFolder', () => {
            node.synced = new Map(node.names);
            node.since.clear();
          }),
        close: () => this.#step('close', () => undefined),
        shortPath: () => Promise.resolve(undefined),
      };
    });
  }

  makeFolder(path: string): Promise<void> {
    return this.#step('makeFolder', () => {
      if (this.#disk.find(path) !== undefined) throw systemError('EEXIST');
      this.#disk.set(path, this.#disk.create('folder'));
    });
  }

  list(path: string): Promise<readonly string[]> {
    return this.#step('list', () => [...this.#disk.namesIn(path)]);
  }

  rename(from: string, to: string): Promise<void> {
    return this.#step('rename', () => {
      const node = this.#disk.find(from);
      if (node === undefined) throw systemError('ENOENT');
      this.#disk.set(to, node);
      this.#disk.set(from, undefined);
    });
  }

  remove(path: string): Promise<void> {
    return this.#step('remove', () => {
      if (this.#disk.find(path) === undefined) throw systemError('ENOENT');
      this.#disk.set(path, undefined);
    });
  }

  listen(path: string): Promise<ListeningSocket> {
    return this.#step('listen', () => {
      const node = this.#disk.create('socket');
      if (node.kind !== 'socket') throw systemError('EIO');
      this.#disk.set(path, node);
      this.#sockets.push(node);
      return {
        close: () => {
          node.isAlive = false;
          return Promise.resolve();
        },
      };
    });
  }

  peerAt(path: string) {
    const node = this.#disk.find(path);
    return Promise.resolve(node?.kind === 'socket' && node.isAlive ? ('alive' as const) : ('dead' as const));
  }

  #file(path: string): FileNode {
    const node = this.#disk.find(path);
    if (node?.kind !== 'file') throw systemError(node === undefined ? 'ENOENT' : 'ELOOP');
    return node;
  }

  #openFile(node: FileNode): OpenFile {
    return {
      facts: () => this.#step('fileFacts', () => factsOf(node)),
      read: (into, at) =>
        this.#step('read', (isShort) => {
          const length = isShort ? Math.min(7, into.length) : into.length;
          const bytes = node.data.subarray(at, at + length);
          into.set(bytes);
          return bytes.length;
        }),
      write: (bytes, at) =>
        this.#step('write', (isShort) => {
          const length = isShort ? Math.ceil(bytes.length / 2) : bytes.length;
          const data = new Uint8Array(Math.max(node.data.length, at + length));
          data.set(node.data);
          data.set(bytes.subarray(0, length), at);
          node.data = data;
          return length;
        }),
      sync: () =>
        this.#step(
          'sync',
          () => {
            if (!node.isForgotten) node.synced = node.data;
          },
          () => {
            node.isForgotten = true;
          },
        ),
      close: () => this.#step('close', () => undefined),
    };
  }

  /** Does a step, or what happens instead. */
  async #step<T>(
    step: Step,
    act: (isShort: boolean) => T,
    onFailure: () => void = () => undefined,
  ): Promise<T> {
    // A process gets an answer of its disk in a later turn.
    await Promise.resolve();
    if (this.#isStopped) return never;
    const mishap = this.#plan(step);
    if (mishap !== undefined) this.#mishaps += 1;
    if (mishap === 'is slow') await new Promise<void>((resolve) => setImmediate(resolve));
    if (mishap === 'fails') {
      onFailure();
      throw systemError('EIO');
    }
    if (mishap === 'stops') return this.#stopNow();
    if (mishap === 'hangs') {
      this.#stop();
      await this.#released;
    }
    const result = act(mishap === 'is short');
    if (mishap === 'fails late') throw systemError('EIO');
    return mishap === 'stops late' ? this.#stopNow() : result;
  }

  #stopNow(): Promise<never> {
    this.kill();
    this.#stop();
    return never;
  }
}

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made up`), { code });
}

function factsOf(node: Node): FileFacts {
  const size = node.kind === 'file' ? node.data.length : 0;
  return { kind: node.kind, dev: 1n, ino: node.ino, size, changedAt: 0 };
}

/** What a power cut leaves of a file that is not synced. */
function leftOf({ data, synced }: FileNode, draw: Draw): Uint8Array {
  const part = draw(data.length + 1);
  const torn = Uint8Array.from(data.subarray(0, part));
  const zeros = new Uint8Array(data.length);
  const zeroed = Uint8Array.from(zeros);
  zeroed.set(torn);
  return [synced, torn, zeros, zeroed][draw(4)] ?? synced;
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one).equals(other);
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}
