import { callCase, read } from '../over-http.js';

export default callCase({
  name: 'connection-per-call',
  about: 'a read over a connection of its own, one after the other',
  atMost: 1.5,
  hasLatency: true,
  traffic: {
    ...{ connections: 1, isChurn: true, headers: ['Connection: close'] },
    ...{ body: read, warmUp: 4_000, calls: 4_000 },
  },
});
