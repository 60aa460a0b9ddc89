import { join } from 'node:path';

/** Models, scenarios and networks that come with the package. The bundled command is as deep in `dist` as this file. */
export const fixturesFolder = join(__dirname, '../../fixtures');
