import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { pino } from 'pino';
import { pinoHttp } from 'pino-http';

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
function errorForLog(error: unknown): object {
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

/** Logs each answered request; the checks of load balancers and the files of pages only at debug level. */
export function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    genReqId: () => crypto.randomUUID(),
    serializers: {
      req: (req: { id: string; method: string; url: string }) => ({
        id: req.id,
        method: req.method,
        path: req.url.split('?')[0],
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
      // pino-http puts its own in the place of the logger's, and hands over what that one makes of the error.
      err: (error: { raw?: unknown }) => errorForLog(error.raw ?? error),
    },
    customLogLevel: (req, res) => (isNoise(req) ? 'debug' : res.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
  });
}

function isNoise(req: IncomingMessage): boolean {
  return /^\/(healthz|readyz|metrics|assets\/)/.test(req.url ?? '');
}
