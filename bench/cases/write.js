import { callCase } from '../over-http.js';

const body = { jsonrpc: '2.0', method: 'power_dBm', params: ['30'], id: 1 };

export default callCase({
  name: 'write',
  about: 'a write of the power over 32 connections',
  atMost: 1.6,
  traffic: { connections: 32, body, warmUp: 15_000, calls: 20_000 },
});
