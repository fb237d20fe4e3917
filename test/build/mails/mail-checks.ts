import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { doIUseEmail } from '@jsx-email/doiuse-email';
import { HtmlValidate } from 'html-validate';

/** What outsiders say about a mail: HTML's grammar, caniemail.com, SpamAssassin. */

/** Attributes that HTML has given up and Outlook for Windows has not: it lays mails out by them. */
const validator = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'no-deprecated-attr': 'off' } });

export async function htmlFaults(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) => messages.map(({ line, message, ruleId }) => `${line}: ${message} (${ruleId})`));
}

/** What some client lacks and the mails use all the same, with what that client shows instead. */
export const TOLERATED: Record<string, string> = {
  '@media': 'dark mode and phone widths: without it the mail is light and keeps its margins',
  'Class selector': 'only in <style>, for dark mode and phones: what matters is inline',
  'Type selector': 'only in <style>, see above',
  'ID selector': "MJML's reset for Outlook.com",
  'Descendant combinator': 'only in <style>, see above',
  'Chaining selectors': "MJML's column widths for Thunderbird; inline widths stand without it",
  '<body> element': 'clients put the body into a <div>; its background is repeated on a <div> of ours',
  'aria-label attribute': "MJML's label of the whole mail: the subject, which the client shows anyway",
  'role attribute': 'layout tables are then read as tables',
  'target attribute': 'links open where the client opens links',
  'border-radius': 'corners are then square',
  'display:none': 'Gmail for phones in the browser: the preheader has no height either',
  'table-layout': "MJML writes the default value, 'auto'",
  'word-break': 'the link in plain view is then one long line',
  'word-spacing': "MJML writes the default value, 'normal'",
  outline: "MJML's reset for images, of which there are none",
  overflow: 'the sun keeps its shape without it',
};

/** CSS and HTML features that a client of caniemail.com's list does not have, apart from the tolerated ones. */
export function unsupported(html: string): string[] {
  const { errors = [] } = doIUseEmail(html, { emailClients: ['gmail.*', 'outlook.*', 'apple-mail.*', 'yahoo.*'] }) as {
    errors?: string[];
  };
  const features = errors.map((error) => /^`(.+)` is not supported by `(.+)`/.exec(error));
  return [...new Set(features.flatMap((match) => (match?.[1] && !(match[1] in TOLERATED) ? [match[0]] : [])))];
}

export interface SpamVerdict {
  score: number;
  rules: string;
}

/** Rules that judge a link's token and not the mail: a random token now and then holds what looks like a Bitcoin address. */
const CHANCE = ['PDS_BTC_ID'];

/** SpamAssassin's local tests on mails as they came over SMTP, in one go. */
export async function spamVerdicts(mails: string[]): Promise<SpamVerdict[]> {
  const dir = await mkdtemp(join(tmpdir(), 'spam-'));
  try {
    const box = mails.map(
      (raw) => `From MAILER-DAEMON Thu Jan  1 00:00:00 2026\n${raw.replaceAll('\r\n', '\n').replace(/^From /gm, '>From ')}\n`,
    );
    await writeFile(join(dir, 'mails.mbox'), box.join('\n'));
    const ignored = CHANCE.map((rule) => `--cf=score ${rule} 0`);
    const args = ['--local', '--nocreate-prefs', ...ignored, '--mbox', join(dir, 'mails.mbox')];
    const options = { env: { ...process.env, HOME: dir, LC_ALL: 'C.UTF-8' }, maxBuffer: 1 << 28 };
    const { stdout } = await promisify(execFile)('spamassassin', args, options);
    return [...stdout.matchAll(/^X-Spam-Status: .*?score=(-?[\d.]+) .*?tests=([\s\S]*?)autolearn/gm)].map(
      ([, score, rules = '']) => ({
        score: Number(score),
        rules: rules.replace(/\s+/g, ''),
      }),
    );
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

export const unescapeHtml = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** What a person sees of the HTML part. */
export const seen = (html: string): string =>
  unescapeHtml(
    html
      .replace(/<(style|head|xml)[\s\S]*?<\/\1>/g, '')
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<[^>]*>/g, ' '),
  ).replace(/\s+/g, ' ');

/** What a template or message has left behind in a text: placeholders of any kind, names of messages. */
export function unresolved(text: string, keys: Iterable<string>): string[] {
  const names = [...keys].filter((key) => /\.|Subject$|Body$/.test(key) && text.includes(key));
  return [...(text.match(/\$\{|\{\w*\}|\[#|@@|''|undefined|null/g) ?? []), ...names];
}
