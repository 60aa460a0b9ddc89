import { likeSample } from './like-sample.js';

/** @import { AddressInfo } from 'node:net' */

/**
 * The same echo behind fastify, as its users write it.
 * @param {string} sample a reply of the simulator
 */
export async function startFastify(sample) {
  // Loaded by those processes alone that need it.
  const { default: fastify } = await import('fastify');
  const app = fastify();
  const replyTo = likeSample(sample);
  app.post('/streamscape_api', async (request) => replyTo(request.body));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = /** @type {AddressInfo} */ (app.server.address());
  return { port, close: () => app.close() };
}
