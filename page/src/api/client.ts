import createClient, { type Middleware } from 'openapi-fetch';
import { connection } from '../simulator/connection.js';
import { ApiError } from './api-error.js';
import type { paths } from './openapi.js';
import { shown } from './shown.js';
import { token } from './token.js';

/** Where the control plane is: beside the page, also below the path of a proxy. */
export const baseUrl = new URL('.', document.baseURI).href.replace(/\/$/, '');

/** Header of the token; none if it needs no token. */
export function authorization(): Record<string, string> {
  return token.value === undefined ? {} : { Authorization: `Bearer ${token.value}` };
}

const middleware: Middleware = {
  onRequest: async ({ request }) => {
    // A hidden page asks for nothing, also not for what follows an answer. What a user does is sent.
    if (request.method === 'GET') await shown(request.signal);
    for (const [name, value] of Object.entries(authorization())) request.headers.set(name, value);
  },
  onResponse: ({ response }) => {
    connection.answered(response);
  },
  onError: ({ error, request }) => {
    if (!request.signal.aborted) connection.lost();
    return error instanceof Error ? error : new Error(String(error));
  },
};

/** Typed requests to the control plane: `await sure(api.GET('/nodes'))`. */
export const api = createClient<paths>({ baseUrl });
api.use(middleware);

/** The data of a reply. Rejects with {@link ApiError}, or with what `fetch` rejects with. */
export async function sure<Data>(
  reply: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await reply;
  if (!response.ok || data === undefined) throw new ApiError(response.status, error);
  return data;
}
