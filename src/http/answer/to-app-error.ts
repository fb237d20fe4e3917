import { NetworkError } from '@keycloak/keycloak-admin-client';
import { ClientError, ResponseBodyError } from 'openid-client';
import { AppError, type ErrorCode } from '../../errors.ts';

/**
 * The one place where errors of libraries become ours. What stays unknown becomes `unexpected`, with the original as cause:
 * its words are logged and never shown.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof NetworkError) return new AppError(codeOfAdminStatus(error.response.status), { cause: error });
  if (isConnectionError(error)) return new AppError('keycloak_unavailable', { cause: error });
  // Keycloak's token endpoint has refused (the sidecar's client, then), or has not answered as such.
  if (error instanceof ResponseBodyError) return new AppError('keycloak_misconfigured', { cause: error });
  if (error instanceof ClientError) return new AppError('keycloak_unavailable', { cause: error });
  // Of Express: a path whose characters cannot be read names nothing here.
  if (error instanceof URIError && 'status' in error) return new AppError('not_found', { cause: error });
  const type = (error as { type?: string })?.type ?? '';
  const expected = BODY_PARSER_EXPECTS[type];
  return new AppError(BODY_PARSER_CODES[type] ?? 'unexpected', { cause: error, ...(expected && { params: { expected } }) });
}

function codeOfAdminStatus(status: number): ErrorCode {
  if (status === 404) return 'not_found';
  if (status >= 500) return 'keycloak_unavailable';
  // 401 and 403 mean that the service account lacks a right, other 4xx that we asked wrongly: nothing the person can mend.
  return status === 401 || status === 403 ? 'keycloak_misconfigured' : 'unexpected';
}

/** `type` of the errors of Express' body parsers. */
const BODY_PARSER_CODES: Record<string, ErrorCode> = {
  'entity.too.large': 'payload_too_large',
  'parameters.too.many': 'payload_too_large',
  'entity.parse.failed': 'invalid_json',
  'encoding.unsupported': 'unsupported_media_type',
  'charset.unsupported': 'unsupported_media_type',
  'request.aborted': 'invalid_request',
  'request.size.invalid': 'invalid_request',
};

/** What they would have read, for the sentence of `unsupported_media_type`. */
const BODY_PARSER_EXPECTS: Record<string, string> = {
  'encoding.unsupported': 'gzip, deflate, br',
  'charset.unsupported': 'UTF-8',
};

/** `fetch` says "fetch failed" with the socket's error as cause, and aborts with a TimeoutError. */
function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error instanceof TypeError && error.message === 'fetch failed') || error.name === 'TimeoutError';
}
