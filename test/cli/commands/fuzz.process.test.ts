import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { type Ended, cliIn, stackTrace, started } from '../../support/cli.js';
import { faultyRadio, supervisedRadio } from '../../support/faulty-radio.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'silvus-mock-fuzz-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** Runs `silvus-mock fuzz` in a folder of its own. */
function fuzz(...args: readonly string[]): Promise<Ended> {
  return cliIn({ cwd: folder, longest: 100_000 }, 'fuzz', ...args).ended;
}

const request = z.object({ port: z.string(), bytes: z.string(), text: z.string(), curl: z.string() });

const report = z.object({
  seed: z.number(),
  end: z.string(),
  counts: z.object({ cases: z.number(), requests: z.number(), leftOut: z.record(z.string(), z.number()) }),
  target: z.object({
    notSupported: z.array(z.string()),
    settingsFrom: z.string(),
    changedBefore: z.array(z.string()),
  }),
  findings: z.array(
    z.object({
      signature: z.string(),
      rule: z.string(),
      message: z.string(),
      why: z.object({ generator: z.string(), property: z.string(), difference: z.string().optional() }),
      requests: z.array(request),
      seed: z.number(),
      path: z.string(),
      replay: z.string(),
      isShrunk: z.boolean(),
      met: z.number(),
      corpusFile: z.string().optional(),
    }),
  ),
  flaky: z.array(z.unknown()),
  notRestored: z.array(z.string()),
});

function reportOf({ stdout, stderr }: Ended) {
  expect(stderr).not.toMatch(stackTrace);
  return report.parse(JSON.parse(stdout));
}

function only<T>(list: readonly T[]): T {
  expect(list).toHaveLength(1);
  const [first] = list;
  if (first === undefined) throw new Error('there is none');
  return first;
}

describe('faulty radios', () => {
  test('a radio that loses ids: one finding, shrunk to one call with the smallest id that is lost', async () => {
    const url = await faultyRadio('loses-ids');
    const run = await fuzz(url, '--seed', '1', '--json', '--no-progress');
    expect(run.code).toBe(1);
    const { findings, target } = reportOf(run);
    const { signature, rule, requests, isShrunk, met } = only(findings);
    expect({ signature, rule, isShrunk }).toEqual({
      signature: 'id-echoed: null',
      rule: 'id-echoed',
      isShrunk: true,
    });
    const sent: unknown = JSON.parse(only(requests).text);
    expect(sent).toHaveProperty('id', expect.toBeOneOf([0, '']));
    expect(met).toBeGreaterThan(1);
    expect(target.notSupported).toContain('gps_mode');
  });

  test('a radio that applies what it refuses: one finding, shrunk to one refused write', async () => {
    const url = await faultyRadio('applies-what-it-refuses');
    const run = await fuzz(url, '--seed', '1', '--runs', '400', '--json', '--no-progress');
    expect(run.code).toBe(1);
    const { signature, message, requests, why } = only(reportOf(run).findings);
    expect(signature).toBe('unchanged-by-error: write');
    expect(message).toMatch(/^\w+ was refused, and \w+ changed from /);
    expect(JSON.parse(only(requests).text)).toHaveProperty('params');
    expect(why.difference ?? why.generator).not.toBe('');
  });

  test('a radio that dies on a nested batch: a finding with the bytes, and a partial report', async () => {
    const url = await faultyRadio('dies-on-a-nested-batch');
    const run = await fuzz(url, '--seed', '1', '--json', '--no-progress', '--revive', '100ms');
    expect(run.code).toBe(1);
    const { end, findings, counts } = reportOf(run);
    expect(end).toBe('the target died');
    expect(counts.cases).toBeLessThan(1_000);
    const { signature, requests, isShrunk } = only(findings);
    expect({ signature, isShrunk }).toEqual({ signature: 'alive: nested batch', isShrunk: false });
    expect(requests.at(-1)?.text).toMatch(/^\s*\[/);
  });

  test('a radio that is started again after it died: the finding is shrunk to the nested batch alone', async () => {
    const url = await supervisedRadio('dies-on-a-nested-batch');
    const run = await fuzz(url, '--seed', '1', '--json', '--no-progress', '--revive', '20s', '--runs', '200');
    const { end, findings } = reportOf(run);
    expect(end).toBe('all cases ran');
    const text = findings.map(({ requests }) => only(requests).text).find((each) => each.startsWith('[['));
    expect(JSON.parse(text ?? '')).toEqual([[expect.objectContaining({ jsonrpc: '2.0' })]]);
  });

  test('a good small radio: nothing is found, and the methods that it lacks are named', async () => {
    const run = await fuzz(await faultyRadio('good'), '--seed', '1', '--json', '--no-progress');
    const { findings, flaky, target } = reportOf(run);
    expect({ findings, flaky, code: run.code }).toEqual({ findings: [], flaky: [], code: 0 });
    expect(target.notSupported.length).toBeGreaterThan(50);
  });
});

describe('the text report', () => {
  test('has the rule, the bytes, a curl line, seed and path, and why the case was made', async () => {
    const url = await faultyRadio('loses-ids');
    const { stdout, code } = await fuzz(url, '--seed', '1', '--runs', '100', '--no-progress');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^Finding 1: id-echoed: null\n {2}a reply with the id null: the id (0|"") was sent\n/,
    );
    expect(stdout).toMatch(/\n {2}why: {5}[a-z-]+, for the rule [a-z-]+/);
    expect(stdout).toMatch(/\n {2}bytes: {3}\{"jsonrpc":"2\.0",.*\} \(\d+ bytes\)\n/);
    expect(stdout).toMatch(
      /\n {2}curl: {4}curl -sS .* --data-binary '\{.*\}' http:\/\/127\.0\.0\.1:\d+\/streamscape_api\n/,
    );
    expect(stdout).toMatch(/\n {2}replay: {2}silvus-mock fuzz http:\S+ --seed 1 --path \d+(:\d+)*\n/);
    expect(stdout).toMatch(/\n1 finding: 100 cases, \d+ requests, [\d.]+ s\n/);
  });

  test('progress goes to stderr, and is left out with --no-progress', async () => {
    const url = await faultyRadio('good');
    const { stdout, stderr } = await fuzz(url, '--for', '6s', '--seed', '1');
    expect(stderr).toMatch(/^fuzz: \d+ cases, \d+ requests, 0 found, \d+\.\d s\n/);
    expect(stdout).toMatch(/^nothing found: \d+ cases, \d+ requests, \d+\.\d s \(time is up\)\n {2}seed 1\n/);
  });
});

/** A radio that keeps what it was sent, byte by byte, and answers everything in the same way. */
async function recordingRadio(): Promise<{ readonly url: string; readonly sent: () => readonly string[] }> {
  const sent: string[] = [];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const head = `${incoming.method ?? ''} ${incoming.url ?? ''} ${JSON.stringify(incoming.rawHeaders)}`;
      sent.push(`${head} ${Buffer.concat(chunks).toString('base64')}`);
      response.end('{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"},"id":null}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, sent: () => sent.splice(0) };
}

describe('replay', () => {
  test('the same seed against the same target sends the same bytes', async () => {
    const { url, sent } = await recordingRadio();
    const runs: (readonly string[])[] = [];
    for (const seed of ['7', '7', '8']) {
      await fuzz(url, '--seed', seed, '--runs', '60', '--no-progress', '--no-corpus');
      runs.push(sent());
    }
    const [first, second, other] = runs;
    expect(first?.length).toBeGreaterThan(60);
    expect(second).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test('the printed line sends the failing case again in a new process, byte for byte', async () => {
    const url = await faultyRadio('loses-ids');
    const first = only(
      reportOf(await fuzz(url, '--seed', '3', '--runs', '100', '--json', '--no-progress')).findings,
    );
    const [, , ...words] = first.replay.split(' ');
    const again = await fuzz(...words, '--json', '--no-progress');
    expect(again.code).toBe(1);
    const { requests, signature, path } = only(reportOf(again).findings);
    expect({ requests, signature, path }).toEqual({
      requests: first.requests,
      signature: first.signature,
      path: first.path,
    });
  });

  test('a case that failed is kept, replayed first, and leaves the corpus once it is fixed', async () => {
    const faulty = await faultyRadio('loses-ids');
    const good = await faultyRadio('good');
    const found = await fuzz(faulty, '--seed', '3', '--runs', '100', '--json', '--no-progress');
    expect(only(reportOf(found).findings).corpusFile).toBe('id-echoed-null.json');
    expect(await readdir(join(folder, 'fuzz-corpus'))).toEqual(['id-echoed-null.json']);

    const replayed = await fuzz(faulty, '--seed', '4', '--runs', '1', '--no-progress');
    expect(replayed.code).toBe(1);
    expect(replayed.stdout).toMatch(/\n {2}replay: {2}silvus-mock fuzz replay .*--corpus fuzz-corpus\n/);

    const failing = await fuzz('replay');
    expect(failing).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/id-echoed-null\.json +failing +a reply/),
    });
    const kept = await fuzz('replay', good, '--keep', '--json');
    expect({ code: kept.code, results: JSON.parse(kept.stdout) as unknown }).toEqual({
      code: 0,
      results: [
        { file: 'id-echoed-null.json', signature: 'id-echoed: null', result: 'fixed', isRemoved: false },
      ],
    });
    expect((await fuzz('replay', good)).stdout).toMatch(
      /id-echoed-null\.json +fixed +removed from the corpus/,
    );
    expect(await readdir(join(folder, 'fuzz-corpus'))).toEqual([]);
  });

  test('what could not run is said, and stays', async () => {
    const url = await faultyRadio('loses-ids');
    await fuzz(url, '--seed', '3', '--runs', '100', '--no-progress');
    await writeFile(join(folder, 'fuzz-corpus', 'broken.json'), '{"version": 2}');
    const gone = await fuzz('replay', 'http://127.0.0.1:9');
    expect(gone.code).toBe(4);
    expect(gone.stdout).toMatch(/broken\.json +could not run +version: /);
    expect(gone.stdout).toMatch(/id-echoed-null\.json +could not run +it refuses connections/);
    expect(await readdir(join(folder, 'fuzz-corpus'))).toHaveLength(2);
  });
});

describe('reports in files', () => {
  test('JSON and JUnit XML', async () => {
    const url = await faultyRadio('loses-ids');
    await fuzz(
      url,
      '--seed',
      '1',
      '--runs',
      '100',
      '--report',
      'fuzz.json',
      '--junit',
      'fuzz.xml',
      '--no-progress',
    );
    const written = report.parse(JSON.parse(await readFile(join(folder, 'fuzz.json'), 'utf8')));
    expect(written.findings).toHaveLength(1);
    const xml = await readFile(join(folder, 'fuzz.xml'), 'utf8');
    expect(xml).toMatch(/<testsuite name="silvus-mock fuzz" tests="\d+" failures="1" errors="0"/);
    expect(xml).toMatch(
      /<testcase classname="silvus-mock\.fuzz\.id-echoed" name="id-echoed: null">\n *<failure message="/,
    );
  });

  test('a file that is no report stays, and nothing is sent', async () => {
    const { url, sent } = await recordingRadio();
    await writeFile(join(folder, 'notes.md'), 'my notes');
    const run = await fuzz(url, '--junit', 'notes.md');
    expect(run).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^error: --junit: "notes\.md" can't be written/),
    });
    expect(await readFile(join(folder, 'notes.md'), 'utf8')).toBe('my notes');
    expect(sent()).toEqual([]);
  });
});

describe('flags', () => {
  test.each([
    [['http://127.0.0.1:1', '--path', '1:2'], '--path: needs --seed'],
    [['http://127.0.0.1:1', '--path', 'x', '--seed', '1'], '--path: "x" is not allowed'],
    [['replay', '--runs', '5'], '--runs: only fuzz has it'],
    [['http://127.0.0.1:1', '--runs', '0'], '--runs: "0" is not allowed'],
    [['http://127.0.0.1:1', '--seed', '1.5'], '--seed: "1.5" is not allowed'],
    [['http://127.0.0.1:1', '--for', 'soon'], '--for: "soon" is not allowed'],
    [['http://127.0.0.1:1', '--maintenance', '50000'], '--maintenance: "50000" is not allowed'],
    [['http://127.0.0.1:1', '--model', 'defualt'], '--model: "defualt" is not allowed'],
    [['tcp://127.0.0.1:1'], 'url: "tcp://127.0.0.1:1" is not allowed'],
    [['http://192.0.2.1'], '192.0.2.1 is no loopback address'],
    [['http://192.0.2.1', '--confirm', '192.0.2.2'], '192.0.2.1 is no loopback address'],
    [['http://127.0.0.1:1', '--maintenance', '192.0.2.1:50000'], '192.0.2.1 is no loopback address'],
  ])('%j is refused: %s', async (args, message) => {
    const { code, stderr } = await fuzz(...args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });

  test('a radio that is not there could not be fuzzed', async () => {
    const { code, stderr } = await fuzz('http://127.0.0.1:9');
    expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining('it refuses connections') });
  });
});

describe('our own radio', () => {
  const quick = ['--timing', 'fast', '--log-level', 'warn'];

  test('passes, twice in a row with the same verdict, and has its settings afterwards', async () => {
    const { http, maintenance } = await started(...quick);
    const target = [http.url, '--maintenance', `127.0.0.1:${maintenance.port}`];
    for (const seed of ['1', '2']) {
      const run = await fuzz(
        ...target,
        '--strict',
        '--seed',
        seed,
        '--runs',
        '300',
        '--json',
        '--no-progress',
      );
      const { findings, flaky, end, notRestored, target: facts } = reportOf(run);
      expect({ findings, flaky, end, notRestored, code: run.code }).toEqual({
        findings: [],
        flaky: [],
        end: 'all cases ran',
        notRestored: [],
        code: 0,
      });
      expect(facts).toMatchObject({
        notSupported: [],
        settingsFrom: 'print_all_settings',
        changedBefore: [],
      });
    }
  });

  test('passes with --safe, and nothing of it has changed', async () => {
    const { http } = await started(...quick);
    const run = await fuzz(http.url, '--safe', '--seed', '1', '--json', '--no-progress');
    expect({ findings: reportOf(run).findings, code: run.code }).toEqual({ findings: [], code: 0 });
    const again = await fuzz(http.url, '--safe', '--seed', '2', '--runs', '1', '--json', '--no-progress');
    expect(reportOf(again).target.changedBefore).toEqual([]);
  });

  test('SIGINT in a blackout ends it with a partial report: an interrupt is no finding', async () => {
    const { http } = await started('--log-level', 'warn', '--soft-boot', '3s');
    const { child, ended } = cliIn(
      { cwd: folder },
      'fuzz',
      http.url,
      '--seed',
      '5',
      '--json',
      '--no-progress',
    );
    const body = '{"jsonrpc":"2.0","method":"nodeid","id":1}';
    await expect
      .poll(async () => (await fetch(http.url, { method: 'POST', body })).text(), {
        interval: 20,
        timeout: 30_000,
      })
      .toContain('UNAVAILABLE');
    child.kill('SIGINT');
    const run = await ended;
    const { end, findings, flaky } = reportOf(run);
    expect({ end, findings, flaky, code: run.code }).toEqual({
      end: 'interrupted',
      findings: [],
      flaky: [],
      code: 130,
    });
  });

  test('a login is named as the reason why it could not be fuzzed', async () => {
    const { http } = await started('--login', ...quick);
    const { code, stderr } = await fuzz(http.url);
    expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining('it asks for a login') });
  });
});
