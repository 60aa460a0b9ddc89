import { z } from 'zod';
import { portsServing } from '../../command-path/served-on.js';
import { openRpcDocument } from '../../jsonrpc/openrpc.js';
import type { MethodDeclaration } from '../../radio/declaration.js';
import type { Node } from '../../simulator/node.js';
import { nodeRoute } from './route.js';
import { packageFacts } from '../../core/process/package-facts.js';

const id = z.union([z.string(), z.number(), z.null()]);

const request = z.strictObject({
  jsonrpc: z.literal('2.0'),
  id,
  method: z.string(),
  params: z.unknown().optional(),
});

const document = z.looseObject({ openrpc: z.string() });

const reply = z.union([
  z.strictObject({ jsonrpc: z.literal('2.0'), id, result: document }),
  z.strictObject({
    jsonrpc: z.literal('2.0'),
    id,
    error: z.strictObject({ code: z.int(), message: z.string() }),
  }),
]);

/** The OpenRPC document of the radio's methods: by GET, and by the JSON-RPC method `rpc.discover`. */
export const openRpcRoutes = [
  nodeRoute({
    method: 'GET',
    path: '/openrpc.json',
    summary: 'OpenRPC document of the radio',
    reply: document,
    handle: ({ node }) => documentOf(node),
  }),
  nodeRoute({
    method: 'POST',
    path: '/rpc',
    summary: 'JSON-RPC 2.0 with one method, rpc.discover, which returns the OpenRPC document',
    body: request,
    reply,
    handle: ({ node, body }) => {
      const known = body.method === 'rpc.discover';
      const answer = known
        ? { result: documentOf(node) }
        : { error: { code: -32_601, message: 'Method not found' } };
      return { jsonrpc: '2.0' as const, id: body.id, ...answer };
    },
  }),
];

function documentOf({ methods, http, config }: Node) {
  const { version } = packageFacts();
  const servedOn = (declaration: MethodDeclaration) =>
    portsServing(declaration, config.http.maintenanceMethods);
  const options = { version, url: http.url, servedOn };
  return { ...openRpcDocument(methods, options), openrpc: '1.3.2' };
}
