import { createWordMailer } from '../../invitations/sending/word-by-mail.ts';
import { createSummaryMail } from '../../invitations/summary/summary-mail.ts';
import { type Brand, LOCALES, type Locale } from '../../settings/brand.ts';
import { type Exhibit, escapeHtml } from './gallery.ts';
import { NAMES, WORDS } from './samples.ts';

/** The mails that the sidecar sends itself, in every language. @param directory what the build has made of them. */
export function ownMailExhibits(brand: Brand, directory: string): Exhibit[] {
  const summary = createSummaryMail(directory);
  const listUrl = 'https://cuenta.example.com/admin?inviter=5e0b9a52';
  return LOCALES.flatMap((locale) => {
    const reader = { locale, name: NAMES[locale].join(' '), email: 'gestora@sol.example', listUrl };
    const summaries = Object.entries({
      'own-daily-summary.all': { activated: 1204, failed: 1, expiring: 12 },
      'own-daily-summary.one': { activated: 1, failed: 0, expiring: 0 },
    }).map(([id, counts]) => {
      const { subject, html, text } = summary({ ...reader, counts });
      return { id, locale, title: subject, html, text };
    });
    return [...summaries, ...wordExhibits(brand, locale)];
  });
}

/** The word of whoever invites, to somebody who has an account elsewhere: with a name, and without one that may be shown. A mail of text alone. */
function wordExhibits(brand: Brand, locale: Locale): Exhibit[] {
  return ['Ana Prado', ''].map((messageBy, i) => {
    const sent: Exhibit[] = [];
    const mailWord = createWordMailer(
      async ({ subject, text }) => {
        const html = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="color-scheme" content="light dark"><style>body{margin:24px;font:15px/1.5 monospace}</style><title>${escapeHtml(subject)}</title><p>${escapeHtml(text).replaceAll('\n', '<br>')}</p></html>`;
        sent.push({ id: `own-word.${i === 0 ? 'by-somebody' : 'by-nobody'}`, locale, title: subject, html, text });
      },
      brand,
      console,
    );
    mailWord('persona@elsewhere.example', locale, { message: WORDS[locale], messageBy });
    const [mail] = sent;
    if (!mail) throw new Error('the word of an inviter was not sent');
    return mail;
  });
}
