import { compileTheme } from '../../src/build/mails/mails.ts';
import { parseProperties } from '../../src/build/mails/properties.ts';
import { pageSamples, samplesIn } from '../../src/build/page-samples/page-samples.ts';
import { INVITATION_STATUSES } from '../../src/common/statuses.ts';
import { PAGE_LOCALES } from '../../src/i18n/index.ts';
import { readBrand } from '../../src/settings/brand.ts';
import type { ListRow } from '../../src/views/models/list.ts';
import type { PageContext } from '../../src/views/models/models.ts';
import { createViews } from '../../src/views/render.ts';

const SCRIPTS = [
  'activate.js',
  'api-docs.js',
  'codes.js',
  'passkey.js',
  'copy.js',
  'drop.js',
  'import.js',
  'invite.js',
  'list.js',
  'reopen.js',
];
const ASSETS = Object.fromEntries(
  ['app.css', 'pages.css', 'ways.css', 'sign.svg', ...SCRIPTS].map((name) => [name, name.replace('.', '.1.')]),
);
const brand = readBrand();
const views = createViews({ brand, assets: ASSETS, publicUrl: 'https://acceso.test', supportEmail: 'ayuda@acceso.test' });
const context: PageContext = { locale: 'es', path: '/', csrfToken: 'token' };
const samples = pageSamples(ASSETS);
const EXPIRES = new Date('2026-11-29T17:00:00Z');
const KEY = 'eyJhbGciOiJIUzUxMiJ9.eyJzdWIiOiI1ZTBiOWE1MiJ9.c2lnbmF0dXJl';

const all = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map((match) => match[1] ?? match[0]);

/** Looks at each page in the language; a fault names the page. A test for each would take several times as long as all of this. */
function onEach(locale: string, look: (html: string) => void): void {
  const here = samples.filter((sample) => sample.locale === locale);
  expect(here.length).toBeGreaterThan(100);
  for (const { name, html } of here) {
    try {
      look(html);
    } catch (error) {
      throw new Error(`page ${name}`, { cause: error });
    }
  }
}

describe.each(PAGE_LOCALES)('each page in %s', (locale) => {
  test('is a whole document in its language, with one title and one heading', () => {
    onEach(locale, (html) => {
      expect(html).toMatch(/^<!doctype html>/);
      expect(html).toContain(`<html lang="${locale}">`);
      expect(all(html, /<h1>/g)).toHaveLength(1);
      expect(all(html, /<title>(.+)<\/title>/g)[0]).toMatch(/\S · Amperecloud$/);
    });
  });

  test('needs nothing inline: the policy allows our own files only', () => {
    onEach(locale, (html) => {
      expect(all(html, /<script\b(?![^>]*\bsrc=)[^>]*>/g)).toEqual([]);
      expect(all(html, /<style\b|\sstyle=|\son[a-z]+=|javascript:/gi)).toEqual([]);
      // The realm's terms may stand elsewhere: they open in a tab of their own.
      expect(all(html, /(?:src|href)="(https?:[^"]*)"(?![^>]*target="_blank")/g)).toEqual([]);
    });
  });

  test('guards every form that changes something', () => {
    onEach(locale, (html) => {
      const forms = all(html, /<form method="post"[\s\S]*?<\/form>/g);
      expect(forms.filter((form) => !form.includes('name="_csrf" value="csrf-token"'))).toEqual([]);
    });
  });

  test('keeps an activation key out of every address', () => {
    onEach(locale, (html) => {
      expect(all(html, /(?:href|action|src)="([^"]*)"/g).filter((address) => /key=|eyJ/.test(address))).toEqual([]);
    });
  });

  test('offers at most one primary action', () => {
    onEach(locale, (html) => expect(all(html, /class="[^"]*button--primary/g).length).toBeLessThanOrEqual(1));
  });

  test('ties labels, hints and faults to controls that are there, each id once', () => {
    onEach(locale, (html) => {
      const ids = all(html, /\sid="([^"]*)"/g);
      expect(ids).toEqual([...new Set(ids)]);
      const named = all(html, /\s(?:for|aria-describedby|aria-labelledby)="([^"]*)"/g).flatMap((value) => value.split(' '));
      const anchors = all(html, /\shref="#([^"]*)"/g);
      const known = new Set(ids);
      expect([...named, ...anchors].filter((id) => !known.has(id))).toEqual([]);
    });
  });
});

test('texts that people typed come back escaped, wherever they stand', () => {
  const mark = '"><b>x</b>';
  const fixed = new Set([
    'state',
    'kind',
    'status',
    'type',
    'topic',
    'useful',
    'key',
    'locale',
    'params',
    'event',
    'waitingFor',
    'signIns',
    'signInNow',
    'stopped',
    'sort',
    'columns',
    'furtherColumns',
    'command',
    'first',
    'others',
    'more',
    // The realm's own mark-up, sanitized before: test/activation/ways/terms.test.ts.
    'html',
  ]);
  const spoilt = (value: unknown, name: string): unknown => {
    if (fixed.has(name) || value instanceof Date) return value;
    if (typeof value === 'string') return name === 'message' && value.startsWith('error.') ? value : value + mark;
    if (Array.isArray(value)) return name === 'locales' ? value : value.map((item) => spoilt(item, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spoilt(item, key)]));
  };
  for (const { page, model } of samplesIn('es')) {
    const user = { name: mark, isAdmin: true };
    const html = views.render(page, { ...context, path: `/?q=${mark}`, user }, spoilt(model, '') as never);
    expect(html).not.toContain('<b>');
  }
});

test('a text area holds exactly what was typed, line for line', () => {
  const message = '\nPrimera línea\n  segunda, con sangría';
  const values = { topic: '', email: '', name: '', company: '', message, when: '', reference: '' } as const;
  const html = views.render('support', context, { state: 'form', values, errors: [] });
  // HTML drops the first line break after the tag, and only that one.
  expect(all(html, /<textarea[^>]*>\n([\s\S]*?)<\/textarea>/g)).toEqual([message]);
});

test('a choice that was not made is asked for without the codes of the API', () => {
  const errors = [{ field: 'useful', key: 'field.option', params: { options: 'yes, no' } } as const];
  const html = views.render('help', context, {
    passwordRules: [],
    linkHours: 24,
    ways: { first: 'password', others: [], more: [], byUsername: false },
    feedback: { comment: '', errors },
  });
  expect(html).not.toContain('yes, no');
  expect(html).toContain('<a href="#useful">¿Le ha resultado útil esta guía? Elija una de las opciones.</a>');
});

test('a row without a date of expiry says why: no link was ever sent, or it matters no more', () => {
  const list = samplesIn('es').find(({ name }) => name === 'admin-list');
  if (list?.page !== 'adminInvitations') throw new Error('no such sample');
  const [{ expiresAt: _, ...row } = {}] = list.model.items;
  const said = INVITATION_STATUSES.map((status) => {
    const html = views.render('adminInvitations', context, { ...list.model, items: [{ ...row, status } as ListRow] });
    return [status, all(html, /table__expiry--none[\s\S]*?hidden">([^<]*)/g)[0]];
  });
  const [ended, unsent] = ['Ya no caduca', 'Aún no se ha enviado ningún enlace'];
  expect(Object.fromEntries(said)).toMatchObject({ queued: unsent, failed: unsent, activated: ended, revoked: ended });
});

test('every notice has a way on: a link or a form that sends', () => {
  for (const { name, html } of samples.filter((sample) => sample.name.startsWith('notice-')))
    expect(`${name} ${all(html, /button--primary/g).length}`).toBe(`${name} 1`);
});

test('the language switch keeps the page and its filter', () => {
  const html = views.render('home', { ...context, path: '/admin?status=sent&search=a%26b' }, { signInUrl: '/entrar' });
  expect(html).toContain('href="/admin?status&#x3D;sent&amp;search&#x3D;a%26b&amp;lang&#x3D;en" hreflang="en"');
});

test('where there is an activation key, the language changes by POST and a key in the path is dropped', () => {
  const html = views.render('notice', { ...context, path: `/activar?key=${KEY}` }, { kind: 'expired', key: KEY });
  expect(html).toMatch(/<form method="post" action="\/activar">[\s\S]*?name="lang" value="en"/);
  expect(views.render('notice', { ...context, path: `/activar?key=${KEY}` }, { kind: 'missing' })).not.toContain('eyJ');
});

test('without JavaScript the password is asked for twice, with it once', () => {
  const html = samples.find(({ name }) => name === 'activate.es')?.html ?? '';
  expect(all(html, /type="password"/g)).toHaveLength(2);
  expect(all(html, /<noscript>([\s\S]*?)<\/noscript>/g)[0]).toContain('name="passwordConfirm"');
});

test('an invitation whose account has no known language is shown all the same', () => {
  const invitation = { id: 'x', email: 'a@sol.test', name: '', status: 'sent', sends: 1 } as const;
  const draw = (locale: string) =>
    views.render('adminInvitation', context, {
      invitation: { ...invitation, locale },
      history: [],
      reference: 'x',
      resendKey: 'x',
      canResend: true,
      canAmend: true,
      canRevoke: true,
    });
  expect(draw('')).not.toContain('Idioma</dt>');
  expect(draw('not a language')).toContain('not a language');
  expect(draw('pt')).toContain('Portugués');
});

test('after the last try of a mail nobody is promised another one', () => {
  const names = ['admin-detail-failed.es', 'admin-detail-failed-for-good.es'];
  const [retried, final] = names.map((name) => samples.find((sample) => sample.name === name)?.html ?? '');
  expect(retried).toContain('Lo intentaremos otra vez automáticamente');
  expect(final).not.toContain('automáticamente');
  expect(final).toContain('envíelo usted de nuevo');
});

test.each([
  ['admin-import-done-faults.es', 'el correo no se ha podido enviar. Lo intentaremos otra vez automáticamente. <details'],
  ['admin-detail-failed.es', '<p>Keycloak no ha podido entregar el correo al servidor de correo.</p>'],
  ['admin-detail-failed-for-good.es', '<p>Keycloak no ha podido enviar el correo.</p>'],
])('on %s a fault of a mail is a sentence, with the server’s English words behind “Detalle técnico”', (name, sentence) => {
  const html = samples.find((sample) => sample.name === name)?.html ?? '';
  expect(html).toContain(sentence);
  expect(html).toMatch(/<summary>Detalle técnico<\/summary><p lang="en">(Failed to send|Connection refused)/);
});

let theme: ReturnType<typeof compileTheme> | undefined;
test.each([
  ['es', '«Activación de cuenta Amperecloud»'],
  ['en', '“Amperecloud account activation”'],
] as const)('pages in %s name the subject that the mail has in that language', async (locale, subject) => {
  theme ??= compileTheme(brand);
  const mails = (await theme).get(`messages/messages_${locale}.properties`);
  expect(subject).toContain(`${parseProperties(mails ?? '').get('executeActionsSubject')?.value}`);
  const pages = [
    views.render('notice', { ...context, locale }, { kind: 'replaced', key: KEY }),
    views.render('notice', { ...context, locale }, { kind: 'tooManyLinks', retryAfterSeconds: 0 }),
    views.render(
      'help',
      { ...context, locale },
      {
        passwordRules: [],
        linkHours: 24,
        ways: { first: 'password', others: [], more: [], byUsername: false },
        feedback: { comment: '', errors: [] },
      },
    ),
    ...samples.filter(({ name }) => name === `resend-sent.${locale}`).map(({ html }) => html),
  ];
  expect(pages).toHaveLength(4);
  for (const html of pages) expect(html).toContain(subject);
});

test.each([
  ['sent', EXPIRES, /El enlace vale hasta<\/dt>/],
  ['expired', EXPIRES, /El enlace caducó el<\/dt>/],
  ['queued', undefined, /Aún no se ha enviado ningún enlace/],
  ['revoked', EXPIRES, undefined],
  ['activated', EXPIRES, undefined],
] as const)('what is said of the link’s end while an invitation is %s', (status, expiresAt, said) => {
  const invitation = { id: 'x', email: 'a@sol.test', name: '', status, sends: 1, locale: 'es', ...(expiresAt && { expiresAt }) };
  const state = { history: [], reference: 'x', resendKey: 'x', canResend: false, canAmend: false, canRevoke: false };
  const html = views.render('adminInvitation', context, { invitation, ...state });
  if (said) expect(html).toMatch(said);
  else expect(html).not.toMatch(/El enlace (vale|caducó)|29 de noviembre/);
});

test('a date in Madrid names its zone as people there do, another zone by its letters', () => {
  const row = { id: 'x', email: 'a@sol.test', name: '', status: 'sent', sends: 1, locale: 'es', expiresAt: EXPIRES } as const;
  const state = { history: [], reference: 'x', resendKey: 'x', canResend: false, canAmend: false, canRevoke: false };
  const draw = (of: typeof views, locale: 'es' | 'en') =>
    of.render('adminInvitation', { ...context, locale }, { invitation: row, ...state });
  expect(draw(views, 'es')).toContain('domingo, 29 de noviembre de 2026, 18:00 (hora peninsular)');
  expect(draw(views, 'en')).toContain('Sunday, 29 November 2026 at 18:00 (Madrid time)');
  const settings = { brand, assets: ASSETS, publicUrl: 'https://acceso.test', supportEmail: 'ayuda@acceso.test' };
  expect(draw(createViews({ ...settings, timeZone: 'Atlantic/Canary' }), 'es')).toContain('17:00 WET');
});

test('a page that could not answer says what is kept: all, all but the password, or nothing', () => {
  const lead = (kept?: 'all' | 'withoutPassword') =>
    views.render('notice', context, { kind: 'unavailable', again: { action: '/soporte', fields: [], kept } });
  expect(lead('all')).toContain('Conservamos lo que ha escrito. Espere');
  expect(lead('withoutPassword')).toContain('Conservamos lo que ha escrito, salvo la contraseña.');
  expect(lead()).not.toContain('Conservamos');
});

test('a time that is nearly over is never said as 0 minutes', () => {
  for (const locale of PAGE_LOCALES) {
    const html = views.render('notice', { ...context, locale }, { kind: 'tooManyLinks', retryAfterSeconds: 0 });
    expect(html).not.toMatch(/\b0 minut/i);
  }
});

test('without built files the start stops', () => {
  const bare = createViews({ brand, assets: {}, publicUrl: 'https://acceso.test', supportEmail: 'ayuda@acceso.test' });
  expect(() => bare.render('home', context, { signInUrl: '/entrar' })).toThrow('the build made no sign.svg');
});

test('what is done ahead changes no page', async () => {
  const prepared = createViews({ brand, assets: ASSETS, publicUrl: 'https://acceso.test', supportEmail: 'ayuda@acceso.test' });
  await prepared.prepare();
  for (const page of ['home', 'support'] as const) {
    const { model, context: its } = samplesIn('es').find((sample) => sample.page === page) ?? {};
    expect(prepared.render(page, { ...context, ...its }, model as never)).toBe(
      views.render(page, { ...context, ...its }, model as never),
    );
  }
});
