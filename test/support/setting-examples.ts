import { Secret } from '../../src/config/secret.js';

/** A value that is not the default, and one that is refused. */
export interface SettingExample {
  /** As a flag or a variable gives it. */
  readonly text: string;
  /** As a file gives it; default: the text. */
  readonly inFile?: unknown;
  /** As it is in force; default: as in the file. */
  readonly inForce?: unknown;
  /** A text that no source may give, and what its refusal says is allowed; none where every text will do. */
  readonly refused?: { readonly wrong: string; readonly allowed: RegExp };
}

const number = (value: number, wrong: string, allowed: RegExp): SettingExample => ({
  text: String(value),
  inFile: value,
  refused: { wrong, allowed },
});
const count = (value: number): SettingExample => number(value, '-1', /0/);
const time = (text: string, ms: number): SettingExample => ({
  text,
  inForce: ms,
  refused: { wrong: '5 parsecs', allowed: /250ms, 30s/ },
});
const choice = (text: string, ...others: readonly string[]): SettingExample => ({
  text,
  refused: {
    wrong: 'sideways',
    allowed: new RegExp([...others, text].map((each) => `(?=.*\\b${each}\\b)`).join('')),
  },
});
const yesOrNo = (value: boolean): SettingExample => ({
  text: String(value),
  inFile: value,
  refused: { wrong: 'perhaps', allowed: /boolean|true/ },
});
const port: SettingExample = number(4711, '65536', /65535/);

/** One example for each setting, by its path. A new setting needs one here. */
export const settingExamples: Readonly<Record<string, SettingExample>> = {
  host: { text: '127.0.0.2' },
  'control.enabled': yesOrNo(false),
  'control.page': yesOrNo(false),
  'control.host': { text: '127.0.0.2' },
  'control.port': port,
  'control.token': { text: 'hush', inForce: new Secret('hush') },
  'control.allowedHosts': {
    text: 'a.test,b.test',
    inFile: ['a.test', 'b.test'],
    refused: { wrong: 'a.test:80', allowed: /without a port/ },
  },
  'http.port': port,
  'https.port': port,
  'http.errorPages': choice('text', 'html'),
  'http.get': choice('ok', 'refuse'),
  'http.cors': {
    text: 'http://localhost:3000,https://bench.test',
    inFile: ['http://localhost:3000', 'https://bench.test'],
    refused: { wrong: 'localhost:3000', allowed: /http:\/\/bench\.test:3000/ },
  },
  'http.atLimit': choice('refuse', 'close-idle'),
  'maintenance.atLimit': choice('refuse', 'close-idle'),
  'maintenance.port': port,
  'gpsd.port': port,
  'gpsd.atLimit': choice('refuse', 'close-idle'),
  'gpsd.period': time('250ms', 250),
  'gpsd.maxConnections': count(4),
  'gpsd.maxConnectionsPerAddress': count(1),
  'gpsd.maxLineBytes': number(512, '0', /1/),
  'gpsd.maxBufferedBytes': number(32_768, '0', /16384/),
  'gpsd.idleTimeout': time('15s', 15_000),
  'gpsd.writeTimeout': time('16s', 16_000),
  'maintenance.allowedNetworks': {
    text: '10.1.0.0/16, ::1',
    inFile: ['10.1.0.0/16', '::1'],
    inForce: [
      { address: '10.1.0.0', prefix: 16 },
      { address: '::1', prefix: 128 },
    ],
    refused: { wrong: '10.1.0.0/33', allowed: /172\.20\.0\.0\/16/ },
  },
  'maintenance.persistent': yesOrNo(true),
  'http.maintenanceMethods': yesOrNo(false),
  'login.enabled': yesOrNo(true),
  'login.adminPassword': { text: 'hush', inForce: new Secret('hush') },
  'login.advancedPassword': { text: 'hush', inForce: new Secret('hush') },
  'login.basicPassword': { text: 'hush', inForce: new Secret('hush') },
  'login.lifetime': time('5m', 300_000),
  'login.sessionName': { text: 'sid', refused: { wrong: 'a b', allowed: /letters, digits/ } },
  'login.errorStatus': number(401, '403', /200, 401/),
  'login.maxTries': count(3),
  'login.lockout': time('1m', 60_000),
  'login.concurrent': choice('refuse', 'allow', 'replace'),
  'login.maxSessions': number(5, '0', /at least 1/),
  'login.afterZeroize': choice('off', 'on'),
  model: { text: 's-band', refused: { wrong: 'sc9', allowed: /default, icd, s-band/ } },
  nodeid: number(310_062, '1048576', /1048575/),
  network: { text: './net.yaml' },
  radios: number(3, '10001', /10000/),
  alone: yesOrNo(true),
  addresses: choice('served', 'radio'),
  mode: choice('offline', 'normal'),
  stateDir: { text: './state' },
  frequencyGrid: choice('step', 'fine'),
  'power.minDbm': number(3, '40', /39/),
  'power.maxDbm': number(33, '40', /39/),
  'reply.errors': choice('string', 'object'),
  'reply.json': choice('compact', 'radio'),
  seed: count(7),
  scenario: {
    text: 'fixtures/scenarios/busy-hour.yaml',
    refused: { wrong: 'busy-hour', allowed: /\.yaml, \.yml or \.json/ },
  },
  methodsFile: { text: './mine.js', refused: { wrong: './mine.yaml', allowed: /\.js or \.mjs/ } },
  'reports.rssi': choice('addressed', 'enabled'),
  'reports.perDatagram': number(1, '13', /12/),
  'reports.firstSequence': number(1, '2', /1/),
  'reports.voltageAddress': {
    text: '127.0.0.1:5100',
    refused: { wrong: '127.0.0.1:0', allowed: /an IPv4 address and a port/ },
  },
  'reports.voltagePeriod': time('5s', 5_000),
  'reports.undervoltage': number(10_000, '-1', /0/),
  'reports.overvoltage': number(30_000, '60001', /60000/),
  'timing.preset': choice('fast', 'radio', 'cb-timing', 'instant'),
  'timing.softBoot': time('7s', 7_000),
  'timing.powerChange': time('250ms', 250),
  'timing.reboot': time('2m', 120_000),
  'timing.rebootDelay': time('0', 0),
  'timing.zeroize': time('1h', 3_600_000),
  blackout: choice('refuse', 'error', 'rst', 'hang', 'http-503'),
  clock: choice('virtual', 'real'),
  timeScale: number(60, '-3', /0\.001/),
  'chaos.level': { ...choice('broken', 'hostile', 'radio', 'json-rpc') },
  'chaos.only': {
    text: 'http.freq.1.rst,http.bw.2.rst',
    inFile: ['http.freq.1.rst', 'http.bw.2.rst'],
    refused: { wrong: 'http/freq/2', allowed: /PORT\.CALL\.COUNT\.BEND/ },
  },
  'chaos.share': number(0.5, '2', /1/),
  'chaos.stages': {
    text: 'read,write',
    inFile: ['read', 'write'],
    refused: { wrong: 'reads', allowed: /connect/ },
  },
  'worker.processingTime': {
    text: '20ms..50ms',
    inForce: { min: 20, max: 50 },
    refused: { wrong: '50ms..20ms', allowed: /20ms\.\.50ms/ },
  },
  'worker.queueCapacity': count(3),
  'worker.admissionTimeout': time('5s', 5_000),
  'worker.maxBatch': number(8, '0', /1/),
  'worker.slowCommand': time('2s', 2_000),
  'deferred.maxOrders': count(3),
  'deferred.maxSleep': time('90s', 90_000),
  'deadlines.rfWrite': time('9s', 9_000),
  'deadlines.power': time('8s', 8_000),
  'deadlines.read': time('1500ms', 1_500),
  'http.maxConnections': count(5),
  'http.maxConnectionsPerAddress': count(2),
  'http.maxBodyBytes': number(4_096, '0', /1/),
  'http.maxBufferedBytes': count(65_536),
  'http.headerTimeout': time('3s', 3_000),
  'https.handshakeTimeout': time('4s', 4_000),
  'http.requestTimeout': time('12s', 12_000),
  'http.keepAliveTimeout': time('13s', 13_000),
  'http.writeTimeout': time('14s', 14_000),
  'maintenance.maxConnections': count(4),
  'maintenance.maxConnectionsPerAddress': count(1),
  'maintenance.maxLineBytes': number(512, '0', /1/),
  'maintenance.idleTimeout': time('15s', 15_000),
  'maintenance.writeTimeout': time('16s', 16_000),
  'maintenance.lingerTimeout': time('17ms', 17),
  'journal.maxEntries': count(20),
  'journal.maxBytes': count(2_048),
  'close.grace': time('18s', 18_000),
  'close.drain': choice('reject', 'finish'),
  'log.level': choice('debug', 'info', 'warn', 'error', 'silent'),
  'log.format': choice('json', 'auto', 'pretty'),
  'log.file': { text: 'radio.log' },
};
