import { SilvusMockError } from '../../core/errors.js';
import { valueExcerpt } from '../../core/text.js';
import { systemClock } from '../../core/time/clock.js';
import type { Endpoint } from './endpoint.js';
import {
  HttpConnection,
  type Patience,
  type Place,
  exchangeLine,
  openConnection,
  postOf,
} from './sockets.js';

/** A radio at a URL. */
export interface UrlEndpointOptions {
  /** `http://172.20.187.45`, or with the path of its API; default of the path: `/streamscape_api`. */
  readonly url: string;
  /** Its maintenance port; default: it has none. */
  readonly maintenance?: Place | undefined;
  /** Time for an answer, ms; default: 5000. */
  readonly timeoutMs?: number | undefined;
  /** More headers: `['Cookie: auth=…']`. */
  readonly headers?: readonly string[] | undefined;
}

/** A radio at a URL, on real time. Throws `OPTION_INVALID` for anything but a URL of `http`. */
export function urlEndpoint(options: UrlEndpointOptions): Endpoint {
  const url = URL.canParse(options.url) ? new URL(options.url) : undefined;
  if (url?.protocol !== 'http:') {
    const message = `url: ${valueExcerpt(options.url)} is not allowed; allowed: a URL such as http://127.0.0.1:8080`;
    throw new SilvusMockError('OPTION_INVALID', message);
  }
  const { maintenance, timeoutMs = 5_000, headers = [] } = options;
  const path = url.pathname === '/' ? '/streamscape_api' : `${url.pathname}${url.search}`;
  const place: Place = {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? 80 : Number(url.port),
  };
  const clock = systemClock();
  const patience: Patience = { clock, timeoutMs };
  return {
    ...socketEndpoint({ place, path, headers, maintenance }, patience),
    pass: async (ms) => {
      await clock.sleep(ms);
    },
  };
}

/** Where an endpoint is. */
interface EndpointPlaces {
  readonly place: Place;
  readonly path: string;
  readonly headers: readonly string[];
  readonly maintenance: Place | undefined;
}

/** Common part of the endpoints on sockets. */
export function socketEndpoint(
  { place, path, headers, maintenance }: EndpointPlaces,
  patience: Patience,
): Omit<Endpoint, 'pass'> {
  const first = new HttpConnection(place, patience);
  const host = `${place.host.includes(':') ? `[${place.host}]` : place.host}:${place.port}`;
  const bytesOfPost = (body: Uint8Array) => postOf(path, host, headers, body);
  return {
    post: (body) => first.exchange(bytesOfPost(body)),
    burst: (bodies) =>
      Promise.all(
        bodies.map(async (body) => {
          const connection = new HttpConnection(place, patience);
          const answer = await connection.exchange(bytesOfPost(body));
          connection.close();
          return answer;
        }),
      ),
    maintain: maintenance && ((message) => exchangeLine(maintenance, message, patience)),
    connect: (port) =>
      openConnection(port === 'maintenance' && maintenance !== undefined ? maintenance : place, patience),
    close: () => first.close(),
  };
}
