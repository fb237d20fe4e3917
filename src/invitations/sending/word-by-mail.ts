import { isAddressLike, unlinked } from '../../common/address-like.ts';
import type { Logger } from '../../common/log.ts';
import { isPlainText } from '../../http/request/message-text.ts';
import { DEFAULT_LOCALE, pageLocaleOf, translate } from '../../i18n/index.ts';
import type { Brand } from '../../settings/brand.ts';
import type { Invitation } from '../record/invitation.ts';

/** A mail of the sidecar's own. */
interface WordMail {
  from: { name: string; address: string };
  to: string;
  subject: string;
  text: string;
}

/**
 * Sends the word of whoever invites to somebody who has an account elsewhere: Keycloak's own mail, which asks them to join, knows nothing of it.
 * Returns at once: neither the time nor the result of the answer to a company admin depends on it. What cannot be sent is logged.
 */
export type MailWord = (to: string, language: string | undefined, word: Pick<Invitation, 'message' | 'messageBy'>) => void;

export function createWordMailer(
  send: (mail: WordMail) => Promise<void>,
  { name: brand, senderName, senderAddress, legalLine }: Pick<Brand, 'name' | 'senderName' | 'senderAddress' | 'legalLine'>,
  logger: Pick<Logger, 'warn'>,
): MailWord {
  return (to, language, { message, messageBy: author = '' }) => {
    if (message === undefined) return;
    const locale = language === undefined ? DEFAULT_LOCALE : (pageLocaleOf(language) ?? 'en');
    // A name comes from anywhere; the word itself was checked when it was written. Of what passes, mail programs that know more endings of hosts make no link either.
    const isName = author !== '' && !isAddressLike(author) && isPlainText(author) && !author.includes('\n');
    const lines = [
      isName
        ? translate(locale, 'mail.word.by', { author: unlinked(author), brand })
        : translate(locale, 'mail.word.plain', { brand }),
      '',
      ...message.split('\n').map((line) => `> ${unlinked(line)}`),
      '',
      translate(locale, 'mail.word.unexpected'),
      '',
      '--',
      legalLine[locale],
    ];
    const from = { name: senderName, address: senderAddress };
    const mail = { from, to, subject: translate(locale, 'mail.word.subject', { brand }), text: lines.join('\n') };
    send(mail).catch((error) => logger.warn({ err: error }, 'could not mail the word of an inviter to an account elsewhere'));
  };
}
