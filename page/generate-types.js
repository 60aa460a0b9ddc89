// Writes page/src/api/openapi.d.ts, the types of the control plane's replies, from the OpenAPI document that the built
// simulator serves. A part of `npm run build`.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import openapiTS, { astToString } from 'openapi-typescript';

const { startSilvusMock } = createRequire(import.meta.url)('../dist/index.js');

const mock = await startSilvusMock({ control: { enabled: true } });
try {
  const document = await (await fetch(`${mock.control.url}/openapi.json`)).json();
  const types = astToString(await openapiTS(document));
  writeFileSync(new URL('src/api/openapi.d.ts', import.meta.url), types);
} finally {
  await mock.close();
}
