import { describe, expect, test } from 'vitest';
import { playExchange } from '../support/exchange-player.js';
import { bytesOf, exchangeFiles } from '../support/exchanges.js';

for (const { name: file, exchanges } of exchangeFiles()) {
  describe(file, () => {
    test.for(exchanges.map((exchange) => [exchange.name, exchange] as const))('%s', async ([, exchange]) => {
      const expected = bytesOf(exchange.receive);
      const { bytes, error } = await playExchange(exchange);
      expect(bytes.toString(), exchange.shows).toBe(expected.toString());
      expect(bytes.equals(expected), 'the same to the byte').toBe(true);
      expect(error, 'ended in order').toBeUndefined();
    });
  });
}
