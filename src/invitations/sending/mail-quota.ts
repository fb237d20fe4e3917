import { AppError } from '../../errors.ts';
import type { SharedStore } from '../../http/limits/shared-store.ts';
import { createSlidingWindow } from '../../http/limits/sliding-window.ts';
import { oneSpelling } from '../../keycloak/rights/domain-spellings.ts';
import type { Config } from '../../settings/config.ts';
import { signerFor } from '../../settings/derived-keys.ts';
import type { HistoryEntry } from '../record/invitation.ts';
import { isSent } from '../record/life-cycle.ts';

/**
 * How many mails one address gets within 24 hours (MAILS_PER_RECIPIENT_AND_DAY), whoever has them sent, at whichever door and for
 * whichever account: a mailbox is not to be flooded. A mail that the mail server has refused does not count.
 */
export interface MailQuota {
  /**
   * Reserves one mail to an address before anything else is done. Throws `too_many_mails`.
   * @param history of the account: it tells of mails that other processes have sent.
   */
  take(address: string, history?: readonly HistoryEntry[]): Promise<MailPlace>;
}

/** One reserved mail. Whoever sends the mail marks it as used; otherwise it is free again at the end of the `await using` block. */
export interface MailPlace extends AsyncDisposable {
  used: boolean;
}

const DAY = 24 * 3_600_000;

export function createMailQuota(
  config: Pick<Config, 'mailsPerRecipientAndDay' | 'sessionSecrets'>,
  store: Pick<SharedStore, 'prefix' | 'link'>,
): MailQuota {
  const max = config.mailsPerRecipientAndDay;
  const { sign } = signerFor(config, 'counted subjects');
  const window = createSlidingWindow({ name: 'mails', max, milliseconds: DAY, sign, store });

  return {
    async take(address, history = []) {
      const known = history.filter(isSent).map(({ at }) => at.getTime());
      const taken = await window.take(folded(address), known);
      if (taken.wait !== undefined) throw tooMany(max, taken.wait);
      const place: MailPlace = {
        used: false,
        async [Symbol.asyncDispose]() {
          if (!place.used) await taken.giveBack();
        },
      };
      return place;
    },
  };
}

/**
 * The mailbox that an address means: lower case, without what follows a plus sign, without the dots of Gmail's names, and its domain in one spelling. Hardly any mail server
 * tells capitals apart, and Keycloak does not. Without this, `ana+1@`, `ana+2@` … would each get the whole quota.
 */
export function folded(address: string): string {
  const [, name = '', host = ''] = /^(.*)@(.*)$/su.exec(address.trim().normalize('NFC').toLowerCase()) ?? [];
  const [mailbox] = /^.[^+]*/su.exec(name) ?? [name];
  const domain = oneSpelling(host);
  return GMAIL.has(domain) ? `${mailbox.replaceAll('.', '')}@gmail.com` : `${mailbox}@${domain}`;
}

const GMAIL: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

function tooMany(max: number, wait: number): AppError {
  const params = { max, hours: Math.ceil(wait / 3_600_000) };
  return new AppError('too_many_mails', { params, retryAfter: Math.ceil(wait / 1000) });
}

export function isTooManyMails(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'too_many_mails';
}

/** For work in the background, which waits for a free mail: undefined means "not yet". */
export async function ifAllowed(taking: Promise<MailPlace>): Promise<MailPlace | undefined> {
  try {
    return await taking;
  } catch (error) {
    if (isTooManyMails(error)) return undefined;
    throw error;
  }
}

/** Turns the refusal into a fault of the field `email`, for forms. */
export async function atAddress(taking: Promise<MailPlace>): Promise<MailPlace> {
  try {
    return await taking;
  } catch (error) {
    if (!isTooManyMails(error)) throw error;
    const { params, retryAfter } = error;
    const fields = [{ field: 'email', key: 'field.too_many_mails', params } as const];
    throw new AppError('too_many_mails', { cause: error, params, fields, ...(retryAfter !== undefined && { retryAfter }) });
  }
}
