/**
 * Stands in for `curl` on a machine that has Node.js alone: as much of it as the README uses (`-s`, `-d`, one URL).
 * What it doesn't know is an error, so that no command passes by being ignored.
 */
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { silent: { type: 'boolean', short: 's' }, data: { type: 'string', short: 'd' } },
});
const [url, ...more] = positionals;
if (url === undefined || more.length > 0) throw new Error('curl: exactly one URL');
const response = await fetch(url, {
  method: values.data === undefined ? 'GET' : 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  ...(values.data === undefined ? {} : { body: values.data }),
});
process.stdout.write(await response.text());
