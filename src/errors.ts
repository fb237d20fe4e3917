import type { MessageKey, MessageParams } from './i18n/index.ts';

/**
 * The one error type that may reach a person. Its code is the message key after `error.` and the stable
 * `code` of problem+json (RFC 9457); any other error is shown as `unexpected` and only logged.
 */
const STATUS = {
  invalid_request: 400,
  invalid_json: 400,
  invalid_file: 400,
  unauthenticated: 401,
  insufficient_user_authentication: 401,
  forbidden: 403,
  csrf: 403,
  not_found: 404,
  method_not_allowed: 405,
  email_exists: 409,
  already_active: 409,
  not_yours: 409,
  account_disabled: 409,
  organization_disabled: 409,
  organizations_off: 409,
  provider_off: 409,
  passkeys_off: 409,
  passwords_off: 409,
  domain_unclear: 409,
  access_ended: 409,
  earlier_link_works: 409,
  directory_keeps_nothing: 409,
  not_an_invitation: 409,
  precondition_failed: 412,
  payload_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  too_many_requests: 429,
  too_many_imports: 429,
  too_many_streams: 429,
  too_many_mails: 429,
  unexpected: 500,
  keycloak_misconfigured: 502,
  keycloak_unavailable: 503,
  directory_unavailable: 503,
  realm_not_ready: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** The HTTP status of each code. */
export const STATUS_OF_CODE: Readonly<Record<ErrorCode, number>> = STATUS;

// The compiler checks here that every code has its sentence in every language.
type Assert<T extends true> = T;
export type EveryCodeHasAMessage = Assert<`error.${ErrorCode}` extends MessageKey ? true : false>;

/** A fault of one field of a form or JSON body. `message` is a code with parameters, put into words where it is shown. */
export interface FieldError {
  field: string;
  key: MessageKey;
  params?: MessageParams;
}

export interface AppErrorOptions {
  cause?: unknown;
  params?: MessageParams;
  /** Faults field by field, for forms and for `errors` in problem+json. */
  fields?: FieldError[];
  /** Seconds after which another try makes sense: sent as `Retry-After`. */
  retryAfter?: number;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly params: MessageParams;
  readonly fields: FieldError[];
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = STATUS[code];
    this.params = options.params ?? {};
    this.fields = options.fields ?? [];
    this.retryAfter = options.retryAfter;
  }
}
