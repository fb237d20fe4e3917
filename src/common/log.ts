import type { Logger } from 'pino';
import { pino } from 'pino';

/**
 * JSON logs, one line an event. Keys, passwords and full addresses never get in: requests are logged with their path only
 * (a key travels in the query), no header and no body is logged, and addresses go through {@link maskEmail}.
 */
export type { Logger };

export function createLogger(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: errorForLog } });
}

/**
 * `ana.lopez@sol.test` → `a***@sol.test`: enough to recognise a case, too little to write to. Of what is not one address nothing is told:
 * people paste several of them, or a password, where one belongs.
 */
export function maskEmail(email: string | undefined): string | undefined {
  if (email === undefined) return undefined;
  const [, first, host] = /^([^\s@])[^\s@]*@([\p{L}\p{N}.-]+)$/u.exec(email.trim()) ?? [];
  return host ? `${first}***@${host}` : '***';
}

const EMAIL = /[^\s@\uFE6B\uFF20"'<>()]+[@\uFE6B\uFF20][^\s@"'<>()]+/g;
const JWT = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** Name, message, stack and causes of an error; foreign messages are cleaned of addresses and tokens. */
export function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { message: clean(String(error)) };
  return {
    type: error.name,
    message: clean(error.message),
    stack: clean(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }),
  };
}

/** The path of a request, or a part of it: whoever mistypes a link may have an address or a key in it. In time linear in its length. */
export function pathForLog(url: string): string {
  const [path = ''] = url.split('?');
  const told = (part: string) => (/[@\uFE6B\uFF20]|%40/.test(part) ? '[email]' : part.includes('eyJ') ? '[token]' : part);
  return path.split('/').map(told).join('/');
}

/** Text that somebody else has written, without addresses and tokens. */
export function clean(text: string): string {
  return text.replace(JWT, '[token]').replace(EMAIL, '[email]');
}
