import { join } from 'node:path';

/** Models, scenarios and networks that come with the package. The bundled command is as deep in `dist` as this file. */
export const fixturesFolder = join(__dirname, '../../fixtures');

/** The page, as the build writes it. A run of the sources finds it there too. */
export const pageFolder = join(__dirname, '../../dist/page');
