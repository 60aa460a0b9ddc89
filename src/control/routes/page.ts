import { z } from 'zod';
import { PageFiles } from '../server/page-files.js';
import { type Route, fileRoute } from './route.js';

/** The page for browsers. @param folder where the build has written it; undefined: it is off */
export function pageRoutes(folder: string | undefined): readonly Route[] {
  if (folder === undefined) return [];
  const files = new PageFiles(folder);
  return [
    fileRoute({
      method: 'GET',
      path: '/',
      summary: 'The page: watch and steer the simulator in a browser',
      mediaType: 'text/html',
      errors: ['NOT_FOUND'],
      handle: () => files.page(),
    }),
    fileRoute({
      method: 'GET',
      path: '/page/{file}',
      summary: 'A script, style or image of the page',
      params: { file: z.string().describe('its name, as the page has it') },
      mediaType: '*/*',
      errors: ['NOT_FOUND'],
      handle: ({ params }) => files.file(params.file),
    }),
  ];
}
