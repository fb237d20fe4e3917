import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildMails, compileTheme, MAIL_SOURCES } from '../../../src/build/mails/mails.ts';
import { LOCALES, readBrand } from '../../../src/settings/brand.ts';

/** A fault in a source stops the build, says where it is, and leaves what was built before. */
const brand = readBrand();
let dir: string;
let sources: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'mails-'));
  sources = join(dir, 'email-templates');
  await cp(MAIL_SOURCES, sources, { recursive: true });
});

afterEach(() => rm(dir, { recursive: true, force: true }));

const build = () => buildMails({ brand, outDir: dir, sources });

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(sources, file);
  const before = await readFile(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  await writeFile(path, after);
}

const append = (file: string, line: string) => edit(file, (text) => `${text}${line}\n`);

test('what is built has a header, both parts, and one message file a language', async () => {
  await build();
  const theme = join(dir, 'themes', 'amperecloud', 'email');
  expect((await readdir(theme)).sort()).toEqual(['functions.ftl', 'html', 'messages', 'text', 'theme.properties']);
  expect(await readdir(join(theme, 'html'))).toHaveLength(18);
  expect((await readdir(join(theme, 'text'))).sort()).toEqual((await readdir(join(theme, 'html'))).sort());
  expect(await readdir(join(theme, 'messages'))).toHaveLength(LOCALES.length);
  expect(await readFile(join(theme, 'theme.properties'), 'utf8')).toContain('publicUrl=${env.PUBLIC_URL:http://localhost:3000}');
});

test('a second build with a fault leaves the first one as it was', async () => {
  await build();
  const file = join(dir, 'themes/amperecloud/email/html/password-reset.ftl');
  const before = await readFile(file, 'utf8');
  await edit('mails/password-reset.mjml', (text) => text.replace('passwordReset.title', 'passwordReset.titel'));
  await expect(build()).rejects.toThrow();
  expect(await readFile(file, 'utf8')).toBe(before);
});

test.each<[string, () => Promise<void>, RegExp]>([
  [
    'a key that no language has',
    () => edit('mails/org-invite.mjml', (text) => text.replace('orgInvite.title', 'orgInvite.titel')),
    /mails\/org-invite\.mjml:2: no sentence has the key orgInvite\.titel/,
  ],
  [
    'a key that one language lacks',
    () => edit('messages/fr.properties', (text) => text.replace(/^orgInvite\.title = .*\n/m, '')),
    /messages\/fr\.properties: orgInvite\.title is missing/,
  ],
  [
    'a key that only one language has',
    () => append('messages/de.properties', 'surplus = Zu viel'),
    /messages\/de\.properties:\d+: surplus is unknown to es\.properties/,
  ],
  [
    'a subject that Keycloak asks for',
    () => edit('messages/es.properties', (text) => text.replace(/^passwordResetSubject = .*\n/m, '')),
    /messages\/es\.properties: passwordResetSubject is missing, Keycloak asks for it/,
  ],
  [
    'a key that no mail uses',
    async () => {
      for (const locale of LOCALES) await append(`messages/${locale}.properties`, 'surplus = -');
    },
    /messages\/es\.properties:\d+: surplus is used by no mail/,
  ],
  [
    'a key twice',
    () => append('messages/pt.properties', 'greeting.plain = Olá'),
    /messages\/pt\.properties:\d+: greeting\.plain stands on line 5 already/,
  ],
  [
    'a placeholder that is not in the Spanish sentence',
    () => edit('messages/en.properties', (text) => text.replace('Hello {name}', 'Hello {nombre}')),
    /messages\/en\.properties:\d+: unknown placeholder \{nombre\} in greeting\.named/,
  ],
  [
    'a placeholder that a language forgot',
    () => edit('messages/en.properties', (text) => text.replace('Hello {name}', 'Hello')),
    /messages\/en\.properties:\d+: greeting\.named lacks \{name\}/,
  ],
  [
    'a brace that is never closed',
    () => edit('messages/de.properties', (text) => text.replace('Guten Tag {name}', 'Guten Tag {name')),
    /messages\/de\.properties:\d+: greeting\.named: /,
  ],
  [
    'a line that is no message',
    () => append('messages/es.properties', 'sin valor'),
    /messages\/es\.properties:\d+: expected "key = value"/,
  ],
  [
    'a sentence that needs a variable that the mail does not have',
    () => edit('mails/email-test.mjml', (text) => text.replace('emailTest.lead', 'orgInvite.lead')),
    /mails\/email-test\.mjml:4: this mail has no variable \{organization\}, which orgInvite\.lead needs/,
  ],
  [
    'a variable that the mail does not have',
    () => edit('mails/email-test.txt', (text) => text.replace('{{t "emailTest.lead"}}', '{{link}}')),
    /mails\/email-test\.txt:4: "link" not defined/,
  ],
  [
    'a condition that is printed',
    () => edit('mails/email-test.txt', (text) => text.replace('{{t "emailTest.lead"}}', '{{hasName}}')),
    /mails\/email-test\.txt:4: \{\{hasName\}\} is a condition and cannot be printed/,
  ],
  [
    'a partial that is not there',
    () => edit('mails/email-test.mjml', (text) => text.replace('{{> lead', '{{> laed')),
    /mails\/email-test\.mjml:4: The partial laed could not be found/,
  ],
  [
    'Handlebars that does not parse',
    () => edit('mails/email-test.mjml', (text) => text.replace('{{/layout}}', '{{/laiout}}')),
    /mails\/email-test\.mjml:1: .*layout doesn't match laiout/,
  ],
  [
    'an MJML tag that does not exist',
    () => edit('partials/title.mjml', (text) => text.replaceAll('mj-text', 'mj-txt')),
    /partials\/title\.mjml:1: .*mj-txt/,
  ],
  [
    'an MJML attribute that does not exist',
    () => edit('partials/note.mjml', (text) => text.replace('font-size', 'fontsize')),
    /partials\/note\.mjml:1: .*fontsize/,
  ],
  [
    'an MJML tag that is never closed',
    () => edit('partials/layout.mjml', (text) => text.replace('</mj-column>', '')),
    /partials\/layout\.mjml:\d+: .*mj-/,
  ],
  ['a mail without its text twin', () => rm(join(sources, 'mails/org-invite.txt')), /mails\/org-invite\.txt is missing/],
  [
    'a mail that Keycloak does not send',
    () => writeFile(join(sources, 'mails/welcome.mjml'), ''),
    /mails\/welcome\.mjml is no mail of Keycloak's/,
  ],
  [
    'FreeMarker in a source',
    () => append('mails/email-test.txt', '${user.password}'),
    /mails\/email-test\.txt:\d+: write \{\{variable\}\}/,
  ],
  [
    'a key that functions.ftl asks for',
    () => edit('functions.ftl', (text) => text.replace('msg("duration.days.one")]', 'msg("duration.dias")]')),
    /functions\.ftl:\d+: no sentence has the key duration\.dias/,
  ],
])('%s stops the build', async (_, breakIt, complaint) => {
  await breakIt();
  await expect(build()).rejects.toThrow(complaint);
});

test('another brand leaves no trace of this one', async () => {
  const second = readBrand(join(import.meta.dirname, '..', '..', 'support', 'second-brand.json'));
  for (const [file, content] of await compileTheme(second)) {
    expect(`${file}: ${/amper\w*/i.exec(content)?.[0]}`).toBe(`${file}: undefined`);
  }
});
