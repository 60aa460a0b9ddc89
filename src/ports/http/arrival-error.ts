import type { OpenRequest } from '../connection.js';
import type { EndReason } from '../end-reason.js';

/**
 * Why a connection is ended that Node.js found fault with; undefined where it is the client's own doing.
 * @param latest the request that began last, as far as it may still be coming in
 */
export function arrivalFault(
  code: string | undefined,
  latest: Pick<OpenRequest, 'complete'> | undefined,
): EndReason | undefined {
  switch (code ?? '') {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return latest?.complete === false ? 'request-timeout' : 'header-timeout';
    case 'HPE_HEADER_OVERFLOW':
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 'too-large';
    // Its end came in the middle of a request.
    case 'HPE_INVALID_EOF_STATE':
      return undefined;
    default:
      return code?.startsWith('HPE_') === true ? 'not-http' : undefined;
  }
}
