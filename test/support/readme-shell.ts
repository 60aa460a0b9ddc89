import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { root } from './markdown.js';

/** What a command printed on stdout and how it ended. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

/** A radio that was started by a command of the README. */
export interface StartedRadio {
  /** Its first lines, with the ports as the README shows them. */
  readonly announced: string;
  /** Ends it with SIGTERM to the command alone, as a process manager does, and gives its exit code. */
  stop(): Promise<number | null>;
}

/** The ports that documents show. */
const shownPorts = { http: 8080, maintenance: 50_000, control: 8081 };

/** Makes the radio's process take its stdout for a terminal, as in a user's shell. */
const terminal = "if (process.argv[1]?.endsWith('silvus-mock.js')) process.stdout.isTTY = true;\n";

/**
 * A shell for the README's commands in a checkout. Two things differ from a user's shell, so that the tests depend on
 * nothing of the machine: the shown ports become free ones, and `curl` is a stand-in on Node.js.
 */
export class ReadmeShell {
  readonly #folder = mkdtempSync(join(tmpdir(), 'readme-shell-'));
  readonly #radios = new Set<ChildProcess>();
  #ports = shownPorts;
  #portFile = '';

  constructor() {
    const shim = fileURLToPath(new URL('test/support/curl.js', root));
    const script = `#!/bin/sh\nexec "${process.execPath}" "${shim}" "$@"\n`;
    writeFileSync(join(this.#folder, 'curl'), script, { mode: 0o755 });
    writeFileSync(join(this.#folder, 'terminal.mjs'), terminal);
  }

  /** Runs a block of commands in a shell until it ends. */
  async run(commands: string): Promise<Ran> {
    const child = this.#shell(this.#withRealPorts(commands), {});
    const [stdout, stderr] = [textFrom(child.stdout), textFrom(child.stderr)];
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { stdout: this.#withShownPorts(stdout()), stderr: stderr(), exitCode };
  }

  /**
   * Runs a command that starts a radio, and waits until it says where it listens. The shown ports are then those of
   * this radio, unless the command has a port file of its own.
   */
  async startRadio(command: string): Promise<StartedRadio> {
    const own = portFileFlag.exec(command)?.[1];
    const portFile = join(this.#folder, own ?? 'ports.json');
    const flags = `--port 0 --port-file ${portFile} --log-level warn`;
    const full = `exec ${command.replace(portFileFlag, '')}${/npm start(?!.* -- )/.test(command) ? ' --' : ''} ${flags}`;
    const preload = pathToFileURL(join(this.#folder, 'terminal.mjs')).href;
    const child = this.#shell(full, { NODE_OPTIONS: `--import=${preload}` });
    this.#radios.add(child);
    const closed = once(child, 'close') as Promise<[number | null]>;
    const stderr = textFrom(child.stderr);
    const printed = await until(
      child,
      /^Listening on \S+?:(\d+)\/\S+, maintenance on \S+:(\d+)\n.+\nControl on \S+:(\d+)\nPage on \S+\n/m,
    );
    if (printed === undefined) throw new Error(`"${command}" ended before it listened: ${stderr()}`);
    if (own === undefined) {
      this.#portFile = portFile;
      this.#ports = {
        http: Number(printed[1]),
        maintenance: Number(printed[2]),
        control: Number(printed[3]),
      };
    }
    return {
      announced: this.#withShownPorts(printed[0]),
      stop: async () => {
        child.kill('SIGTERM');
        const [exitCode] = await closed;
        this.#radios.delete(child);
        return exitCode;
      },
    };
  }

  /** Writes a file to a folder of its own and gives its path. */
  write(name: string, text: string): string {
    const file = join(this.#folder, name);
    writeFileSync(file, text);
    return file;
  }

  /** Ends what still runs and takes the folder away. */
  leave(): void {
    for (const child of this.#radios) killGroup(child);
    rmSync(this.#folder, { recursive: true });
  }

  #shell(commands: string, env: NodeJS.ProcessEnv) {
    return spawn('sh', ['-c', commands], {
      cwd: root,
      // A group of its own, so that nothing of it outlives a test that fails.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PATH: `${this.#folder}${delimiter}${process.env['PATH'] ?? ''}`,
        npm_config_update_notifier: 'false',
        ...env,
      },
    });
  }

  #withRealPorts(commands: string): string {
    const { http, maintenance, control } = this.#ports;
    return commands
      .replaceAll(/--from (\S+)/g, (_, file: string) => `--from ${join(this.#folder, file)}`)
      .replaceAll(commandOnRadio, this.#portFile === '' ? '$&' : `$& --from ${this.#portFile}`)
      .replaceAll(`:${shownPorts.http}`, `:${http}`)
      .replaceAll(`:${shownPorts.maintenance}`, `:${maintenance}`)
      .replaceAll(`:${shownPorts.control}`, `:${control}`);
  }

  #withShownPorts(printed: string): string {
    const { http, maintenance, control } = this.#ports;
    return printed
      .replaceAll(`:${http}`, `:${shownPorts.http}`)
      .replaceAll(`:${maintenance}`, `:${shownPorts.maintenance}`)
      .replaceAll(`:${control}`, `:${shownPorts.control}`);
  }
}

/** The port file of a radio that runs beside others. */
const portFileFlag = / --port-file (\S+)/;

/** Commands that use a running radio, and do not say which. */
const commandOnRadio = /silvus-mock\.js (call(?!.* --(?:to|from) )|wait|reset|fault (add|list))/g;

function textFrom(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  return () => text;
}

/** The match of what a process prints, as soon as there is one; undefined if it ends before. */
function until(
  child: ChildProcess & { readonly stdout: NodeJS.ReadableStream },
  pattern: RegExp,
): Promise<RegExpExecArray | undefined> {
  const text = textFrom(child.stdout);
  return new Promise((resolve) => {
    child.stdout.on('data', () => {
      const found = pattern.exec(text());
      if (found !== null) resolve(found);
    });
    child.once('close', () => resolve(undefined));
  });
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
