import { NetworkError } from '@keycloak/keycloak-admin-client';
import { AppError, type ErrorCode } from '../../errors.ts';
import type { Answer } from './http.ts';

/**
 * Maps every fault of a request to Keycloak to an error of ours, in this one place: `keycloak_unavailable` where nobody answers in time, and
 * otherwise a {@link KeycloakRefusal}.
 */

/** Keycloak has answered and refused. The code is for whoever called the sidecar, unless the caller of this request knows a better one. */
export class KeycloakRefusal extends AppError {
  /** `body`: `{errorMessage}`, or `{field, errorMessage, params}` of the user profile, or a list of the latter in `errors`; text where it is no JSON. */
  readonly answer: { status: number; body: unknown };

  /** @param retryAfter seconds, of an answer with `Retry-After`. */
  constructor(status: number, body: unknown, cause: Error, retryAfter?: number) {
    const [, directory] = DIRECTORY_AWAY.exec(String(Object(body).errorMessage)) ?? [];
    super(directory === undefined ? codeOf(status, body) : 'directory_unavailable', {
      cause,
      ...(directory && { params: { directory } }),
      ...(retryAfter !== undefined && { retryAfter }),
    });
    this.name = 'KeycloakRefusal';
    this.answer = { status, body };
  }
}

/** What Keycloak says to a change of somebody whose directory (user federation) does not answer. */
const DIRECTORY_AWAY = /^The user is read-only\. The user storage provider '(.*)' is currently unavailable/;

/** What Keycloak says to every question about organizations, and their members, in a realm in which they were switched off. */
const ORGANIZATIONS_OFF = /^Organizations not enabled/;

function codeOf(status: number, body: unknown): ErrorCode {
  if (status === 404) return ORGANIZATIONS_OFF.test(String(Object(body).errorMessage)) ? 'organizations_off' : 'not_found';
  // While its database is away, Keycloak answers 500 `unknown_error`, and 400 `unknown_error` where it breaks in the middle of an answer (26.7.4).
  if (isAway(status) || Object(body).error === 'unknown_error') return 'keycloak_unavailable';
  // The service account lacks a right, or the realm does not know our client's addresses any more; other 4xx mean that we asked wrongly.
  const isOurs = status === 401 || status === 403 || /^(?:Invalid redirect uri|Client )/.test(String(Object(body).errorMessage));
  return isOurs ? 'keycloak_misconfigured' : 'unexpected';
}

/** Whether an answer of this status says nothing of what was asked, but only: later. 429 is the limit of a proxy or a firewall before Keycloak. */
export const isAway = (status: number): boolean => status >= 500 || status === 429;

/** The HTTP status with which Keycloak refused, if that is what the error is. */
export function refusalStatus(error: unknown): number | undefined {
  return error instanceof KeycloakRefusal ? error.answer.status : undefined;
}

/** What Keycloak said when it refused, as {@link KeycloakRefusal} has it. */
export function refusalBody(error: unknown): unknown {
  return error instanceof KeycloakRefusal ? error.answer.body : undefined;
}

/** For a question or a change about what may have been deleted meanwhile: Keycloak's 404 is no fault. */
export function unlessGone(error: unknown): undefined {
  if (refusalStatus(error) !== 404) throw error;
  return undefined;
}

/**
 * Whether Keycloak may have failed rather than refused, so that the same request may succeed later: nobody answered in time, it answered that it has
 * failed, or the transaction of a new user was rolled back. What was asked for may have been done all the same.
 */
export function mayHaveFailed(error: unknown): boolean {
  if (error instanceof AppError && error.code === 'keycloak_unavailable') return true;
  return refusalStatus(error) === 400 && Object(refusalBody(error)).errorMessage === 'Could not create user';
}

/** Turns the refusal of a preliminary request into a fault of ours, so that it is not taken for an answer to the main one. */
export function faultBefore(error: unknown): unknown {
  if (!(error instanceof KeycloakRefusal)) return error;
  const { retryAfter } = error;
  const code = mayHaveFailed(error) ? 'keycloak_unavailable' : 'keycloak_misconfigured';
  return new AppError(code, { cause: error, ...(retryAfter !== undefined && { retryAfter }) });
}

/** An answer of Keycloak that is none of the good ones. */
export function refusalOf(
  { status, headers = {}, text }: Omit<Answer, 'headers'> & Partial<Answer>,
  question: string,
): KeycloakRefusal {
  const cause = new Error(`Keycloak answers ${status} to ${question}`);
  return new KeycloakRefusal(status, parsed(text), cause, secondsOf(headers['retry-after']));
}

/** An answer to a question in which other statuses mean something, too. Throws `keycloak_unavailable` where it {@link isAway}. */
export function unlessAway(answer: Answer, question: string): Answer {
  if (isAway(answer.status)) throw refusalOf(answer, question);
  return answer;
}

/** `Retry-After` in seconds (RFC 9110 §10.2.3). */
function secondsOf(header: string | null | undefined): number | undefined {
  return /^\d{1,9}$/.test(header ?? '') ? Number(header) : undefined;
}

/** An error of the admin client as ours; other errors are returned as they are. */
export function keycloakFault(error: unknown): unknown {
  if (error instanceof NetworkError) {
    const { status, headers } = error.response;
    return new KeycloakRefusal(status, error.responseData, error, secondsOf(headers.get('retry-after')));
  }
  return isConnectionError(error) ? new AppError('keycloak_unavailable', { cause: error }) : error;
}

/** `fetch` says "fetch failed", or "terminated" in the middle of a body, with the socket's error as cause, and aborts with a TimeoutError. */
function isConnectionError(error: unknown): boolean {
  const { name, message = '' } = Object(error) as { name?: string; message?: string };
  return name === 'TimeoutError' || (name === 'TypeError' && ['fetch failed', 'terminated'].includes(message));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
