import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildMails } from '../../../src/build/mails/mails.ts';
import { parseProperties } from '../../../src/build/mails/properties.ts';
import { closeUp, overview, show } from '../../../src/build/preview/gallery.ts';
import { mailExhibits } from '../../../src/build/preview/mails.ts';
import { type RenderedMail, renderMails } from '../../../src/build/preview/render-mails.ts';
import { samples } from '../../../src/build/preview/samples.ts';
import { ROOT } from '../../../src/common/paths.ts';
import { fetchKeycloak } from '../../../src/dev/keycloak/keycloak.ts';
import { findJava } from '../../../src/dev/machine/tools.ts';
import { LOCALES, type Locale, readBrand } from '../../../src/settings/brand.ts';
import { htmlFaults, seen, unresolved, unsupported } from './mail-checks.ts';

/** What a mail says for data that would take long to bring about, rendered by Keycloak's own classes as in the preview. */
let outDir: string;
let java: string;
let keycloakHome: string;

beforeAll(async () => {
  outDir = await mkdtemp(join(tmpdir(), 'mails-'));
  await buildMails({ brand: readBrand(), outDir });
  java = await findJava(process.env);
  keycloakHome = await fetchKeycloak({ dataDir: join(ROOT, '.data', 'test'), env: process.env, log: () => undefined });
});

afterAll(() => rm(outDir, { recursive: true, force: true }));

type Change = Record<string, unknown>;

/** Sample mails with other data, all in one run of Java. */
function renderAll(wanted: [id: string, locale: Locale, change: Change][], timeZone = 'Europe/Madrid'): Promise<RenderedMail[]> {
  const jobs = wanted.map(([id, locale, change]) => {
    const sample = samples(locale).find((one) => one.id === id);
    if (!sample) throw new Error(`no sample ${id}`);
    return { ...sample, locale, data: { ...sample.data, ...change } };
  });
  const properties = { publicUrl: 'https://cuenta.example.com/', supportEmail: 'support@example.com', timeZone };
  return renderMails(jobs, { java, keycloakHome, themeDir: join(outDir, 'themes', 'amperecloud', 'email'), properties });
}

async function render(id: string, change: Change = {}, timeZone?: string): Promise<RenderedMail> {
  const [mail] = await renderAll([[id, 'es', change]], timeZone);
  if (!mail) throw new Error(`no mail ${id}`);
  return mail;
}

const user = (attributes: Record<string, string>, names = {}) => ({
  user: { email: 'a@sol.example', firstName: 'Ana', attributes, ...names },
});

test('names are shown as they are, whatever they are made of', async () => {
  const hostile = `<b>Ana</b> & "O'Hara" \${emailTestSubject} \${x} {0} {name} [#if x] 🌻 مرحبا`;
  const email = 'o\'hara+"<i>"@sol.example';
  const attributes = { 'invitation.id': '1', 'invitation.by': hostile };
  const { html, text } = await render(
    'executeActions.invitation',
    user(attributes, { firstName: hostile, lastName: '</div>', email }),
  );
  for (const part of [text, seen(html)]) {
    expect(part).toContain(`Hola, ${hostile} </div>:`);
    expect(part).toContain(`${hostile} ha creado una cuenta`);
    expect(part).toContain(`(${email})`);
  }
  expect(html).not.toMatch(/<b>Ana|<i>"/);
  expect(await htmlFaults(html)).toEqual([]);
});

test('durations are written as each language writes them', async () => {
  const minutes = [0, 1, 5, 60, 90, 720, 1440, 2160, 10080];
  const expected: Record<Locale, string> = {
    es: 'menos de un minuto|1 minuto|5 minutos|1 hora|1 hora y 30 minutos|12 horas|1 día|1 día y 12 horas|7 días',
    en: 'less than a minute|1 minute|5 minutes|1 hour|1 hour and 30 minutes|12 hours|1 day|1 day and 12 hours|7 days',
    de: 'weniger als eine Minute|1 Minute|5 Minuten|1 Stunde|1 Stunde und 30 Minuten|12 Stunden|1 Tag|1 Tag und 12 Stunden|7 Tage',
    pt: 'menos de um minuto|1 minuto|5 minutos|1 hora|1 hora e 30 minutos|12 horas|1 dia|1 dia e 12 horas|7 dias',
    fr: 'moins d’une minute|1 minute|5 minutes|1 heure|1 heure et 30 minutes|12 heures|1 jour|1 jour et 12 heures|7 jours',
    ca: 'menys d’un minut|1 minut|5 minuts|1 hora|1 hora i 30 minuts|12 hores|1 dia|1 dia i 12 hores|7 dies',
    gl: 'menos dun minuto|1 minuto|5 minutos|1 hora|1 hora e 30 minutos|12 horas|1 día|1 día e 12 horas|7 días',
    eu: 'minutu bat baino gutxiago|minutu 1|5 minutu|ordu 1|ordu 1 eta 30 minutu|12 ordu|egun 1|egun 1 eta 12 ordu|7 egun',
  };
  const wanted = LOCALES.flatMap((locale) => minutes.map((minute) => [locale, minute] as const));
  const mails = await renderAll(wanted.map(([locale, linkExpiration]) => ['password-reset', locale, { linkExpiration }]));
  const written = LOCALES.flatMap((locale) => expected[locale].split('|').map((duration) => `(${duration} `));
  expect(mails.map(({ text }, index) => (text.includes(written[index] ?? '') ? written[index] : text))).toEqual(written);
});

test('a time zone that does not exist keeps no mail back', async () => {
  expect((await render('password-reset', {}, 'Luna/Norte')).text).toMatch(/\d\d:\d\d \(GMT\)/);
});

test('the mail of requested actions fits the person and the actions', async () => {
  const both = ['UPDATE_PROFILE', 'UPDATE_PASSWORD'];
  const invited = (status: string) => user({ 'invitation.id': '1', 'invitation.status': status });
  const cases: [change: Change, expected: string][] = [
    [{ ...invited('sent'), requiredActions: both }, 'Le damos la bienvenida'],
    [{ ...invited('expired'), requiredActions: ['UPDATE_PASSWORD'] }, 'Le damos la bienvenida'],
    // Created in the console, or by another client.
    [{ ...user({}), requiredActions: both }, 'Le damos la bienvenida'],
    // Active already.
    [{ ...invited('activated'), requiredActions: both }, 'Elija una contraseña nueva'],
    [{ ...user({}), requiredActions: ['UPDATE_PASSWORD'] }, 'Elija una contraseña nueva'],
    [{ ...invited('activated'), requiredActions: ['CONFIGURE_TOTP'] }, 'Configurar la verificación en dos pasos'],
    // An extension's action, which no message file knows; no action at all.
    [{ ...user({}), requiredActions: ['acme-survey'] }, 'Completar un paso de seguridad'],
    [{ ...user({}), requiredActions: null }, 'le pide que revise su cuenta'],
  ];
  const mails = await renderAll(cases.map(([change]) => ['executeActions.invitation', 'es', change]));
  mails.forEach(({ html, text }, index) => {
    expect(text).toContain(cases[index]?.[1]);
    expect(seen(html)).toContain(cases[index]?.[1]);
  });
});

test('the link is the sidecar’s page with Keycloak’s key, wherever that stands', async () => {
  const start = 'https://id.example.com/realms/r/login-actions/action-token';
  const links = [`${start}?key=abc.def-_`, `${start}?client_id=x&key=abc.def-_&tab_id=y`, `${start}?monkey=no`];
  const mails = await renderAll(links.map((link) => ['executeActions.invitation', 'es', { link }]));
  const ours = 'https://cuenta.example.com/activar?key=abc.def-_';
  expect(mails.map(({ text }) => /https:\S+/.exec(text)?.[0])).toEqual([ours, ours, `${start}?monkey=no`]);
});

test('a sample has neither Keycloak’s link nor its key, and says what it is', async () => {
  const { html, text } = await render('executeActions.sample', user({ 'invitation.id': '1', 'invitation.status': 'activated' }));
  expect(text).toContain('Le damos la bienvenida');
  for (const part of [text, html]) {
    expect(part).toContain('Esto es una muestra');
    expect(part).toContain('https://cuenta.example.com/ayuda');
    expect(part).not.toMatch(/key=|\/activar|login-actions/);
  }
});

/** What Gmail, Outlook or Apple Mail make a link of, with and without signs that nobody sees, and what stands in its place. */
const LINKED: [name: string, shown: string][] = [
  ['gane 500 euros en www.evil.test ya', 'gane 500 euros en www. evil. test ya'],
  ['x.com', 'x. com'],
  ['WWW.x.y', 'WWW. x.y'],
  ['evil.\u200bcom', 'evil. \u200bcom'],
  ['ev\u00adil\u2060.\u2060com', 'ev\u00adil\u2060. \u2060com'],
  ['x.c\u200bom', 'x. c\u200bom'],
  ['evil\u3002com', 'evil\u3002 com'],
  ['evil\uff0ecom/pago', 'evil\uff0e com/pago'],
  ['http://evil', 'http: / /evil'],
  ['ana@evil.test', 'ana @ evil. test'],
  ['mailto:ana', 'mailto: ana'],
  ['\\\\evil\\pago', '\\ \\evil\\pago'],
  ['10.0.0.1', '10. 0. 0. 1'],
  ['Ana\n\nEnhorabuena', 'Ana Enhorabuena'],
];

test('no name can become a link, in greeting, sentences and subject, in text and HTML', async () => {
  const wanted = LINKED.flatMap(([name]): Parameters<typeof renderAll>[0] => [
    ['executeActions.invitation', 'es', user({ 'invitation.id': '1', 'invitation.by': name }, { firstName: name })],
    ['org-invite', 'es', { ...user({}, { firstName: name }), organization: { name } }],
  ]);
  const mails = await renderAll(wanted);
  for (const [index, [name, shown]] of LINKED.entries()) {
    const [invitation, join] = mails.slice(2 * index, 2 * index + 2);
    for (const part of [invitation?.text ?? '', seen(invitation?.html ?? '')]) {
      expect(part).toContain(`Hola, ${shown}:`);
      expect(part).toContain(`${shown} ha creado una cuenta`);
      expect(part).not.toContain(name);
    }
    for (const part of [join?.text ?? '', seen(join?.html ?? '')]) {
      expect(part).toContain(`Ha recibido una invitación para unirse a ${shown} en la plataforma`);
      expect(part).not.toContain(name);
    }
    expect(join?.subject).toBe('Invitación para unirse a una empresa en Amperecloud');
  }
});

test('names that are no addresses read as they should', async () => {
  const names: [name: string, shown: string][] = [
    ['J. R. Prado', 'J. R. Prado'],
    ['J.R. Prado', 'J.R. Prado'],
    ['María del Mar', 'María del Mar'],
    ['O.N.C.E.', 'O.N.C.E.'],
    ['Sol & Hijos, S.L.', 'Sol & Hijos, S.L.'],
    ['St.John', 'St. John'],
    ['Dr.Ruiz', 'Dr. Ruiz'],
    ['Martín-Gamero, Ana (Sol)', 'Martín-Gamero, Ana (Sol)'],
    ['L’Hospitalet · 3ª', 'L’Hospitalet · 3ª'],
  ];
  const mails = await renderAll(names.map(([firstName]) => ['executeActions.invitation', 'es', user({}, { firstName })]));
  expect(mails.map(({ text }) => /Hola, (.*):/.exec(text)?.[1])).toEqual(names.map(([, shown]) => shown));
});

const word = (message: string, by?: string, more: Record<string, string> = {}) =>
  user({ 'invitation.id': '1', 'invitation.message': message, ...(by && { 'invitation.messageBy': by }), ...more });

test('a word from whoever invites is set apart as theirs, in every language', async () => {
  const says: Record<Locale, [by: string, plain: string]> = {
    es: ['Ana Prado escribe:', 'Un mensaje de quien le invita:'],
    en: ['Ana Prado writes:', 'A message from the person who invited you:'],
    de: ['Ana Prado schreibt:', 'Eine Nachricht der Person, die Sie einlädt:'],
    fr: ['Ana Prado écrit :', 'Un message de la personne qui vous invite :'],
    pt: ['Ana Prado escreve:', 'Uma mensagem de quem envia o convite:'],
    ca: ['Ana Prado escriu:', 'Un missatge de qui li envia la invitació:'],
    gl: ['Ana Prado escribe:', 'Unha mensaxe de quen lle envía o convite:'],
    eu: ['Mezuaren egilea: Ana Prado', 'Gonbidapena bidali dizunaren mezua:'],
  };
  const message = 'Hola:\n<b>nos vemos</b> a las 10:30 & luego\n\n${x} [#if y] {0}';
  const mails = await renderAll(
    LOCALES.flatMap((locale): Parameters<typeof renderAll>[0] => [
      ['executeActions.invitation', locale, word(message, 'Ana Prado')],
      ['executeActions.invitation', locale, word(message)],
    ]),
  );
  for (const [index, locale] of LOCALES.entries())
    for (const [variant, by] of says[locale].entries()) {
      const { text = '', html = '' } = mails[2 * index + variant] ?? {};
      expect(text).toContain(`${by}\n\n> Hola:\n> <b>nos vemos</b> a las 10:30 & luego\n> \u00a0\n> \${x} [#if y] {0}\n`);
      expect(seen(html)).toContain(by.replace('\u00a0', ' '));
      expect(html).toContain('<div>&lt;b&gt;nos vemos&lt;/b&gt; a las 10:30 &amp; luego</div>');
      expect(await htmlFaults(html)).toEqual([]);
    }
});

test('nothing in it becomes a link, whoever has written it into the account', async () => {
  const mails = await renderAll(LINKED.map(([name]) => ['executeActions.invitation', 'es', word(name, name)]));
  for (const [index, [name, shown]] of LINKED.entries())
    for (const part of [mails[index]?.text ?? '', seen(mails[index]?.html ?? '')]) {
      expect(part).not.toContain(name);
      expect(part).toContain(`${shown} escribe:`);
    }
  const figures = 'el 27.11.2026 a las 10:30, 1.250,50 € y 3.5 %';
  expect((await render('executeActions.invitation', word(figures))).text).toContain(`> ${figures}\n`);
});

test('the mail names the app, with whoever invites and without', async () => {
  const app = { 'invitation.appName': 'Portal de clientes' };
  const [by, plain] = await renderAll([
    ['executeActions.invitation', 'es', word('', undefined, { ...app, 'invitation.by': 'Ana Prado' })],
    ['executeActions.invitation', 'en', word('', undefined, app)],
  ]);
  for (const part of [by?.text ?? '', seen(by?.html ?? '')])
    expect(part).toContain(
      'Ana Prado ha creado una cuenta para usted en la plataforma Amperecloud. Solo falta que la active para entrar en Portal de clientes.',
    );
  for (const part of [plain?.text ?? '', seen(plain?.html ?? '')])
    expect(part).toContain('All that is left is for you to activate it so that you can sign in to Portal de clientes.');
});

/** The mails behind whose link people sign in. */
const SIGN_IN_MAILS = [
  'executeActions.new-password',
  'password-reset',
  'email-verification',
  'email-update-confirmation',
  'identity-provider-link',
  'org-invite',
  'verifiable-credential-offer',
];
const NAMED: Record<Locale, string> = {
  es: 'Para entrar, escriba jdoe-42 y su contraseña.',
  en: 'To sign in, enter jdoe-42 and your password.',
  de: 'Geben Sie zum Anmelden jdoe-42 und Ihr Passwort ein.',
  pt: 'Para iniciar sessão, escreva jdoe-42 e a sua palavra-passe.',
  fr: 'Pour vous connecter, saisissez jdoe-42 et votre mot de passe.',
  ca: 'Per iniciar la sessió, escrigui jdoe-42 i la contrasenya.',
  gl: 'Para iniciar sesión, escriba jdoe-42 e o seu contrasinal.',
  eu: 'Saioa hasteko, idatzi jdoe-42 eta zure pasahitza.',
};

test('mails behind whose link people sign in name the username where it is not the address', async () => {
  const known = (username?: string) => user({ 'invitation.id': '1', 'invitation.status': 'activated' }, { username });
  const inWords: [id: string, locale: Locale][] = LOCALES.map((locale) => ['password-reset', locale]);
  const named = [...inWords, ...SIGN_IN_MAILS.map((id): [string, Locale] => [id, 'es'])];
  const unnamed: [id: string, username?: string][] = SIGN_IN_MAILS.map((id) => [id, 'A@sol.example']);
  // Whoever is invited into an organization without having an account has no username yet.
  unnamed.push(['org-invite']);
  const mails = await renderAll([
    ...named.map(([id, locale]): Parameters<typeof renderAll>[0][number] => [id, locale, known('jdoe-42')]),
    ...unnamed.map(([id, username]): Parameters<typeof renderAll>[0][number] => [id, 'es', known(username)]),
  ]);
  const saying = (sentence: string) => mails.map(({ text, html }) => [text, seen(html)].map((part) => part.includes(sentence)));
  for (const [index, [id, locale]] of named.entries())
    expect([id, locale, ...(saying(NAMED[locale])[index] ?? [])]).toEqual([id, locale, true, true]);
  expect(saying('Para entrar, escriba').slice(named.length)).toEqual(unnamed.map(() => [false, false]));
});

test('a workflow’s own text may hold harmless HTML only', async () => {
  const customMessage = 'Hola, <b>Ana</b><script>alert(1)</script><a href="javascript:x">aquí</a>';
  const { html, text } = await render('workflow-notification.custom', { customMessage });
  expect(html).toContain('<b>Ana</b>');
  expect(html).not.toMatch(/<script|javascript:/);
  expect(text).toContain('Hola, Ana');
});

test('the preview shows every mail in every language, whole and valid', async () => {
  const exhibits = await mailExhibits(readBrand(), { java, keycloakHome });
  const file = join(outDir, 'themes', 'amperecloud', 'email', 'messages', 'messages_es.properties');
  const keys = [...parseProperties(await readFile(file, 'utf8')).keys()];
  for (const { id, locale, html, text = '' } of exhibits) {
    const name = `${id} ${locale}`;
    expect([name, ...unresolved(text, keys), ...unresolved(seen(html), keys)]).toEqual([name]);
    // Languages differ in their sentences only.
    if (locale === 'es') expect([name, ...(await htmlFaults(html)), ...unsupported(html)]).toEqual([name]);
    expect([name, Buffer.byteLength(html) <= 30 * 1024]).toEqual([name, true]);
  }
  expect(await htmlFaults(overview(exhibits, 'pt'))).toEqual([]);
  const [first] = exhibits;
  if (!first) throw new Error('no exhibit');
  expect(closeUp(first)).toContain(first.title);
  expect(show(first, 'dark')).toMatch(/@media +all *{/);
  expect(show(first, 'light')).toMatch(/@media +not all *{/);
});
