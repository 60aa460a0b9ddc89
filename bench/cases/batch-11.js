import { callCase } from '../over-http.js';

const methods = [
  'freq',
  'bw',
  'power_dBm',
  'nodeid',
  'mcs',
  'freq',
  'bw',
  'power_dBm',
  'nodeid',
  'mcs',
  'freq',
];
const body = methods.map((method, id) => ({ jsonrpc: '2.0', method, id }));

export default callCase({
  name: 'batch-11',
  about: `a batch of ${body.length} reads over 32 connections`,
  atMost: 2.5,
  traffic: { connections: 32, body, warmUp: 5_000, calls: 6_000 },
});
