import type { PortRequest } from '../connection.js';
import type { EndReason } from '../end-reason.js';

/**
 * Why a connection ends after an error of Node's HTTP parser; undefined where the client itself ended it.
 * @param latest the request that began last, as long as it may not be complete
 */
export function arrivalEndReason(
  code: string | undefined,
  latest: Pick<PortRequest, 'complete'> | undefined,
): EndReason | undefined {
  switch (code ?? '') {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return latest?.complete === false ? 'request-timeout' : 'header-timeout';
    case 'HPE_HEADER_OVERFLOW':
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 'too-large';
    // The client's FIN came in the middle of a request.
    case 'HPE_INVALID_EOF_STATE':
      return undefined;
    default:
      return code?.startsWith('HPE_') === true ? 'not-http' : undefined;
  }
}
