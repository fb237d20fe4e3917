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

/** `ana.lopez@sol.test` → `a***@sol.test`: enough to recognise a case, too little to write to. */
export function maskEmail(email: string | undefined): string | undefined {
  return email?.replace(/^(.)[^@]*@/u, '$1***@');
}

const EMAIL = /[^\s@"'<>()]+@[^\s@"'<>()]+/g;
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

function clean(text: string): string {
  return text.replace(JWT, '[token]').replace(EMAIL, '[email]');
}
