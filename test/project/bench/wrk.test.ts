import { expect, it } from 'vitest';
import { rateIn } from '../../../bench/process/wrk.js';

const output = `Running 1s test @ http://127.0.0.1:1/streamscape_api
  1 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.37ms    1.12ms  34.50ms   98.00%
    Req/Sec    19.52k     1.90k   21.03k    90.00%
  19462 requests in 1.00s, 2.60MB read
Requests/sec:  19441.52
Transfer/sec:      2.60MB
`;

it('reads the calls a second from the output of wrk', () => {
  expect(rateIn(output)).toBe(19_441.52);
});

it.each([
  ['nothing', ''],
  ['no calls', output.replace('19441.52', '0.00')],
  ['errors', `${output}  Non-2xx or 3xx responses: 3\n`],
  ['lost connections', `${output}  Socket errors: connect 0, read 3, write 0, timeout 0\n`],
])('%s is no throughput', (_, text) => {
  expect(() => rateIn(text)).toThrow('wrk: ');
});
