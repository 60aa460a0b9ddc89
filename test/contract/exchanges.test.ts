import { describe, expect, test } from 'vitest';
import { bytesOf, exchangeFiles } from '../support/exchanges.js';
import { perform } from '../support/performance.js';

for (const { name: file, exchanges } of exchangeFiles()) {
  describe(file, () => {
    test.for(exchanges.map((exchange) => [exchange.name, exchange] as const))('%s', async ([, exchange]) => {
      const expected = bytesOf(exchange.receive);
      const { bytes, error } = await perform(exchange);
      expect(bytes.toString(), exchange.shows).toBe(expected.toString());
      expect(bytes.equals(expected), 'the same to the byte').toBe(true);
      expect(error, 'ended in order').toBeUndefined();
    });
  });
}
