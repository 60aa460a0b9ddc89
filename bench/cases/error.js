import { callCase } from '../over-http.js';

const body = { jsonrpc: '2.0', method: 'no_such_method', id: 1 };

export default callCase({
  name: 'error',
  about: 'a call of an unknown method over 32 connections',
  atMost: 1.6,
  traffic: { connections: 32, body, warmUp: 15_000, calls: 20_000 },
});
