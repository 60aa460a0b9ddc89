import { ApiError } from '../api/api-error.js';
import { api, sure } from '../api/client.js';
import type { Exchange } from './exchange.js';

/**
 * An exchange with all its bytes; undefined if its journal does not keep it any more.
 * @param isNumbered whether its journal was not cleared since
 */
export async function wholeExchange(exchange: Exchange, isNumbered: boolean): Promise<Exchange | undefined> {
  if (exchange.cut !== true) return exchange;
  if (!isNumbered) return undefined;
  const { node, n, at } = exchange;
  try {
    const whole = await sure(api.GET('/nodes/{node}/journal/{n}', { params: { path: { node, n } } }));
    return whole.at === at ? whole : undefined;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}
