import type { Counter } from 'prom-client';
import type { Logger } from '../../common/log.ts';
import type { Config } from '../../settings/config.ts';
import type { WebhookMessage } from './message.ts';
import { signedHeaders } from './sign.ts';

/** Milliseconds until the next try after so many failed ones in a row: quick at first, then patient. */
const BACK_OFF = [5, 15, 60, 300, 900, 1800, 3600].map((seconds) => seconds * 1000);
export const backOff = (failures: number) => BACK_OFF[Math.min(Math.max(failures, 1), BACK_OFF.length) - 1] as number;

/** Milliseconds that a receiver has for its answer (the specification recommends 15 to 30 seconds). */
const TIMEOUT = 15_000;

export interface Delivery {
  /** Undefined when the receiver has accepted the message, else the milliseconds until another try makes sense. */
  deliver(message: WebhookMessage, attempt: number): Promise<number | undefined>;
  /** False while the receiver is away: nothing is sent until the pause is over. */
  open(): boolean;
}

export interface DeliveryDeps {
  webhook: NonNullable<Config['webhook']>;
  logger: Logger;
  /** Counts tries, by `outcome`. */
  deliveries: Pick<Counter<'outcome'>, 'inc'>;
  now?: () => number;
}

export function createDelivery({ webhook, logger, deliveries, now = Date.now }: DeliveryDeps): Delivery {
  let failures = 0;
  let closedUntil = 0;

  /** The receiver is away or overloaded, whatever the message: all messages wait. */
  function close(reason: string, retryAfter: number | undefined): number {
    failures += 1;
    const pause = Math.max(backOff(failures), retryAfter ?? 0);
    closedUntil = now() + pause;
    deliveries.inc({ outcome: 'unreachable' });
    logger.warn({ reason, failures, pauseSeconds: pause / 1000 }, 'the webhook receiver cannot be reached; trying again');
    return pause;
  }

  return {
    open: () => now() >= closedUntil,
    async deliver(message, attempt) {
      const body = JSON.stringify(message.payload);
      let response: Response;
      try {
        response = await fetch(webhook.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'user-agent': 'activation-sidecar',
            ...signedHeaders(webhook.secret, message.id, new Date(now()), body),
          },
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(TIMEOUT),
        });
        await response.body?.cancel();
      } catch (error) {
        const { name, cause } = error as Error;
        return close((cause as NodeJS.ErrnoException | undefined)?.code ?? name, undefined);
      }
      if (response.ok) {
        failures = 0;
        deliveries.inc({ outcome: 'accepted' });
        return undefined;
      }
      const { status } = response;
      if (status === 429 || status >= 500) return close(String(status), retryAfterOf(response));
      // Only this message is refused.
      deliveries.inc({ outcome: 'refused' });
      logger.warn({ webhook: message.id, type: message.payload.type, status, attempt }, 'the webhook receiver refuses a message');
      return backOff(attempt);
    },
  };
}

/** `Retry-After` in seconds (RFC 9110 §10.2.3), as milliseconds; no more than an hour. */
function retryAfterOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? '');
  return seconds > 0 ? Math.min(seconds, 3600) * 1000 : undefined;
}
