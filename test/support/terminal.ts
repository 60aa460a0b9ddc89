import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/silvus-mock.js', import.meta.url));

/** A run of the command line on a terminal. */
export interface TerminalRun {
  readonly child: ChildProcess;
  /** All that the terminal has shown so far, as bytes that it was sent. */
  text(): string;
  /** Resolves with the first match in what the terminal has shown; rejects if the command ends before. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Types on the keyboard. */
  type(keys: string): void;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
}

/** Runs `silvus-mock` on a terminal of this width, which `script` of util-linux makes. */
export function onTerminal(columns: number, command: string): TerminalRun {
  return shellOnTerminal(columns, `exec ${process.execPath} ${bin} ${command}`);
}

/** Runs a line of shell on such a terminal. */
export function shellOnTerminal(columns: number, line: string): TerminalRun {
  const child = spawn('script', ['-qfec', `stty cols ${columns}; ${line}`, '/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 50_000,
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  onTestFinished(() => {
    child.kill();
  });
  const until = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(text);
        if (match === null) return;
        child.stdout.off('data', look);
        resolve(match);
      };
      child.stdout.on('data', look);
      void ended.then(() => reject(new Error(`ended: ${text}`)));
      look();
    });
  return { child, text: () => text, until, type: (keys) => child.stdin.write(keys), ended };
}
