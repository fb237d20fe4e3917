import type { IncomingMessage } from 'node:http';
import { pinoHttp } from 'pino-http';
import { errorForLog, type Logger, pathForLog } from '../../common/log.ts';

/** Logs each answered request; the checks of load balancers and the files of pages only at debug level. */
export function requestLog(logger: Logger) {
  return pinoHttp({
    logger,
    genReqId: () => crypto.randomUUID(),
    serializers: {
      req: (req: { id: string; method: string; url: string }) => ({
        id: req.id,
        method: req.method,
        path: pathForLog(req.url),
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
