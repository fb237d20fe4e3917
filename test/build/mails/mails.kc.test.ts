import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseProperties } from '../../../src/build/mails/properties.ts';
import { MAILS, type MailName } from '../../../src/build/mails/variables.ts';
import { DIST } from '../../../src/common/paths.ts';
import { LOCALES, type Locale, readBrand } from '../../../src/settings/brand.ts';
import { testEnvironment } from '../../support/environment.ts';
import { type CaughtMail, mailsTo } from '../../support/mail.ts';
import { realmAdmin } from '../../support/realm.ts';
import { until } from '../../support/wait.ts';
import { KeycloakBrowser } from '../keycloak-browser.ts';
import { htmlFaults, seen, spamVerdicts, unescapeHtml, unresolved, unsupported } from './mail-checks.ts';
import { MailRealm, ORGANIZATION, PROVIDER_NAME } from './mail-realm.ts';
import { NEVER_SENT, TRIGGERS } from './mail-triggers.ts';

/** Every mail that Keycloak 26.7.4 can send, really sent by it in every language and read from the catcher. */
interface Sent {
  mail: MailName;
  locale: Locale;
  caught: CaughtMail;
}

const sent: Sent[] = [];
const messages = {} as Record<Locale, Map<string, { value: string }>>;
let realm: MailRealm;

beforeAll(async () => {
  const { keycloakUrl, smtpUrl, realmKey } = testEnvironment();
  for (const locale of LOCALES) {
    const file = join(DIST, 'themes', 'amperecloud', 'email', 'messages', `messages_${locale}.properties`);
    messages[locale] = parseProperties(await readFile(file, 'utf8'));
  }
  const console = realmAdmin();
  const adminToken = async () => (await console.getAccessToken()) ?? '';
  realm = new MailRealm({ keycloakUrl, smtpPort: Number(new URL(smtpUrl).port), theme: 'amperecloud', adminToken, realmKey });
  await realm.create();
});

afterAll(() => realm?.remove());

/** A sentence of the built theme, with one argument. */
const sentence = (locale: Locale, key: string, argument = ''): string =>
  (messages[locale].get(key)?.value ?? key).replaceAll("''", "'").replaceAll('{0}', argument);

const SUBJECTS: Partial<Record<MailName, [key: string, argument?: string]>> = {
  'email-verification': ['emailVerificationSubject'],
  'email-update-confirmation': ['emailUpdateConfirmationSubject'],
  'identity-provider-link': ['identityProviderLinkSubject', PROVIDER_NAME],
  'org-invite': ['orgInviteSubject'],
  'workflow-notification': ['accountDisableNotificationSubject'],
};

/** `password-reset` → `passwordResetSubject`, `event-update_totp` → `eventUpdateTotpSubject`. */
const subjectKey = (mail: MailName): string => `${mail.replace(/[-_](\w)/g, (_, letter: string) => letter.toUpperCase())}Subject`;

test('each of the 18 mails is either sent here or known not to be sent by Keycloak', () => {
  expect([...Object.keys(TRIGGERS), ...Object.keys(NEVER_SENT)].sort()).toEqual(Object.keys(MAILS).sort());
});

describe.each(Object.keys(TRIGGERS) as MailName[])('%s', (mail) => {
  test('arrives in every language, whole and in words', async () => {
    await Promise.all(
      LOCALES.map(async (locale) => {
        const address = await TRIGGERS[mail]?.(realm, locale);
        const [key, argument] = SUBJECTS[mail] ?? [subjectKey(mail)];
        const subject = sentence(locale, key, argument);
        const caught = await until(`"${subject}" to ${address}`, async () =>
          (await mailsTo(`${address}`)).find((candidate) => candidate.subject === subject),
        );
        sent.push({ mail, locale, caught });
      }),
    );
    for (const { caught, locale } of sent.filter((one) => one.mail === mail)) {
      expectBothParts(caught, locale);
      expectNothingUnresolved(caught);
      expectLink(mail, caught);
    }
  });
});

function expectBothParts({ parsed, html, text }: CaughtMail, locale: Locale): void {
  expect(parsed.headers.find(({ key }) => key === 'content-type')?.value).toMatch(/^multipart\/alternative/);
  expect(html).toContain(`<html lang="${locale}" dir="ltr"`);
  const greeting = sentence(locale, 'greeting.named', "Zoë O'Neill Ñandú");
  const help = sentence(locale, 'footer.legal');
  for (const part of [text, seen(html)]) {
    expect(part).toContain(greeting);
    expect(part).toContain(help);
  }
}

/** The organization's and provider's names hold such signs on purpose, and must be shown as they are. */
function expectNothingUnresolved({ html, text }: CaughtMail): void {
  for (const part of [text, seen(html)]) {
    const shown = part.replaceAll(ORGANIZATION, '').replaceAll(PROVIDER_NAME, '').replaceAll('Technical realm name', '${realm}');
    expect(unresolved(shown, messages.es.keys())).toEqual([]);
  }
}

function expectLink(mail: MailName, { html, text }: CaughtMail): void {
  const { keycloakUrl, sidecarUrl } = testEnvironment();
  const start =
    mail === 'executeActions'
      ? `${sidecarUrl}/activar?key=ey`
      : 'link' in MAILS[mail]
        ? `${keycloakUrl}/realms/${realm.name}/login-actions/action-token?key=ey`
        : undefined;
  if (!start) return;
  const link = text.split(/\s/).find((word) => word.startsWith(start));
  if (!link) throw new Error(`the text of ${mail} has no link that starts with ${start}`);
  const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => unescapeHtml(href));
  expect(hrefs.filter((href) => href === link)).toHaveLength(2);
  // Shown without the key, which would take many lines; the text part has it whole.
  const { host, pathname } = new URL(link);
  expect(seen(html)).toContain(`${host}${pathname}`);
  expect(seen(html)).not.toContain(link);
}

test('an organization and a provider with braces, tags and dollar signs keep their names', () => {
  for (const { mail, caught } of sent) {
    if (mail === 'org-invite')
      expect([caught.text, seen(caught.html)].map((part) => part.includes(ORGANIZATION))).toEqual([true, true]);
    if (mail === 'identity-provider-link') expect(caught.text).toContain(PROVIDER_NAME);
  }
});

test('the activation mail has the subject of the guide, says who invites and for how long', () => {
  const find = (locale: Locale) => sent.find((one) => one.mail === 'executeActions' && one.locale === locale)?.caught;
  expect(find('es')?.subject).toBe('Activación de cuenta Amperecloud');
  expect(find('es')?.text).toContain('Sol & Hijos, S. L. ha creado una cuenta para usted');
  expect(find('es')?.text).toContain('7 días');
  expect(find('es')?.text).toMatch(
    /(lunes|martes|miércoles|jueves|viernes|sábado|domingo), \d+ de \p{L}+ de \d{4}, \d\d:\d\d \(hora peninsular\)/u,
  );
  expect(find('es')?.text).toContain(readBrand().supportEmail);
  expect(find('en')?.subject).toBe('Amperecloud account activation');
  expect(find('en')?.text).toContain('7 days');
});

test('a mail for a forgotten password names the username where only that signs in, and none that is the address', async () => {
  const mailFor = async (username: string | undefined) => {
    const { email } = await realm.person('forgot', 'es', username === undefined ? {} : { username });
    const address = `${realm.url}/login-actions/reset-credentials?client_id=app`;
    await (await new KeycloakBrowser('es').open(address)).submit({ username: username ?? email });
    return until(`a mail to ${email}`, async () => (await mailsTo(email)).at(0));
  };
  await realm.admin('PUT', '', { loginWithEmailAllowed: false });
  try {
    const named = await mailFor(`jdoe-${process.pid}`);
    const sentence = `Para entrar, escriba jdoe-${process.pid} y su contraseña.`;
    expect([named.text, seen(named.html)].map((part) => part.includes(sentence))).toEqual([true, true]);
    const addressed = await mailFor(undefined);
    expect(`${addressed.text} ${addressed.html}`).not.toContain('Para entrar, escriba');
  } finally {
    await realm.admin('PUT', '', { loginWithEmailAllowed: true });
  }
});

test('whoever has no password, or not yet, is spoken to of none when they ask for a new one', async () => {
  const words = /contraseña|password|passwort|mot de passe|palavra-passe|contrasenya|contrasinal|pasahitz/i;
  for (const locale of LOCALES) {
    for (const [way, status] of [
      ['passkey', 'activated'],
      ['idp:sol', 'activated'],
      ['password', 'sent'],
    ] as const) {
      const { email } = await realm.person('forgot', locale, {
        attributes: { locale: [locale], 'invitation.id': ['1'], 'invitation.signIn': [way], 'invitation.status': [status] },
      });
      const address = `${realm.url}/login-actions/reset-credentials?client_id=app`;
      await (await new KeycloakBrowser(locale).open(address)).submit({ username: email });
      const mail = await until(`a mail to ${email}`, async () => (await mailsTo(email)).at(0));
      expect([locale, way, words.exec(`${mail.subject} ${mail.text} ${seen(mail.html)}`)?.[0]]).toEqual([locale, way, undefined]);
    }
  }
});

test('the HTML is valid, small, needs nothing from elsewhere, and uses what mail clients know', async () => {
  for (const { mail, locale, caught } of sent) {
    const { html } = caught;
    const name = `${mail} ${locale}`;
    expect([name, Buffer.byteLength(html) <= 30 * 1024]).toEqual([name, true]);
    expect([name, ...(html.match(/<img|<link|<script|src=|url\(|@import/g) ?? [])]).toEqual([name]);
    expect([name, ...(await htmlFaults(html))]).toEqual([name]);
    // Languages differ in their sentences only.
    if (locale === 'es') expect([name, ...unsupported(html)]).toEqual([name]);
  }
});

test('SpamAssassin finds nothing to complain about', async () => {
  const verdicts = await spamVerdicts(sent.map(({ caught }) => caught.raw));
  expect(verdicts).toHaveLength(sent.length);
  const complaints = sent.flatMap(({ mail, locale }, index) => {
    const verdict = verdicts[index];
    return verdict && verdict.score <= 0.1 ? [] : [`${mail} ${locale}: ${verdict?.score} ${verdict?.rules}`];
  });
  expect(complaints).toEqual([]);
});
