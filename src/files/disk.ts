/** Kind of what is at a path; a link itself, not what it leads to. */
export type FileKind = 'file' | 'folder' | 'link' | 'pipe' | 'socket' | 'device';

/** Facts about what is at a path. */
export interface FileFacts {
  readonly kind: FileKind;
  /** Device and inode: two names with the same pair are the same file. */
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: number;
  /** Time of the last change, ms since 1970. */
  readonly changedAt: number;
}

/** An open file. */
export interface OpenFile {
  facts(): Promise<FileFacts>;
  /** Resolves with the number of bytes read, which may be fewer than there is place for; 0 at the end of the file. */
  read(into: Uint8Array, at: number): Promise<number>;
  /** Resolves with the number of bytes written, which may be fewer than given. */
  write(bytes: Uint8Array, at: number): Promise<number>;
  /** Resolves once the content would survive a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** An open folder. */
export interface OpenFolder {
  /** Resolves once its names would survive a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
  /** A second, short path of the folder for as long as it is open; undefined where the system has none. */
  shortPath(): Promise<string | undefined>;
}

/** State of the process behind a socket. */
export type Peer = 'alive' | 'dead' | 'unknown';

/** A socket that listens. */
export interface ListeningSocket {
  /** Never rejects. */
  close(): Promise<void>;
}

/**
 * The file system, as far as whole files and state folders need it. Only the last part of a path matters here: the
 * folders above may be links. Everything rejects with an error of the operating system, with its `code`.
 */
export interface Disk {
  /** Undefined where nothing is. */
  facts(path: string): Promise<FileFacts | undefined>;
  /** Opens a file; follows no link, and does not wait at a pipe. */
  openFile(path: string): Promise<OpenFile>;
  /** Creates a file where nothing is, not even a link. */
  createFile(path: string, mode: number): Promise<OpenFile>;
  openFolder(path: string): Promise<OpenFolder>;
  makeFolder(path: string, mode: number): Promise<void>;
  /** Names in a folder. */
  list(path: string): Promise<readonly string[]>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a name that is no folder. */
  remove(path: string): Promise<void>;
  /** Listens on a new Unix socket at this path. */
  listen(path: string): Promise<ListeningSocket>;
  /** Asks whether a process listens there. Never rejects. */
  peerAt(socket: string): Promise<Peer>;
}
