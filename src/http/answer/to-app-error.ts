import { AppError, type ErrorCode } from '../../errors.ts';

/**
 * Errors of Express as ours; those of Keycloak have become that where it was asked. What stays unknown becomes `unexpected`, with the
 * original as cause: its words are logged and never shown.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  // A path whose characters cannot be read names nothing here.
  if (error instanceof URIError && 'status' in error) return new AppError('not_found', { cause: error });
  const type = (error as { type?: string })?.type ?? '';
  const expected = BODY_PARSER_EXPECTS[type];
  return new AppError(BODY_PARSER_CODES[type] ?? 'unexpected', { cause: error, ...(expected && { params: { expected } }) });
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
