import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { consoleAdmin } from '../src/dev/keycloak/console-admin.ts';
import { CONSOLE_ADMIN, REALM } from '../src/dev/keycloak/fixed-names.ts';
import { CHROMIUM_FLAGS, findChromium } from '../src/dev/machine/chromium.ts';
import { createHttp } from '../src/keycloak/api/http.ts';
import { keycloakServer } from '../src/keycloak/api/server.ts';
import { startVisit } from '../src/keycloak/ride/visit.ts';
import { compare, median, timed } from './figures.ts';
import type { BenchGround, Measurement, Topic } from './ground.ts';
import { openMailbox } from './mailbox.ts';
import { passwordFields } from './raw.ts';
import { endSidecar, startSidecar } from './sidecar-process.ts';

/** What an end user meets: weight of our page against Keycloak's own, and what the sidecar adds to Keycloak's work. */
export const topic: Topic = { title: 'Pages: from the mail to done, and the sidecar’s own cost', measure };

const PASSWORD = 'Faro-8-nube-Lima';
/** The first third of the rides and of the rounds only warms Keycloak's compiler up, on all sides alike. */
const RIDES = 120;
const GETS = 400;
const ROUNDS = 9;
/** Milliseconds between two rides: what the sidecar writes down after its answer must not slow the next one. */
const PAUSE = 100;
const AT_ONCE = 8;
const STOCK = 'stock-pages';

async function measure(ground: BenchGround): Promise<Measurement[]> {
  const { admin, config, env } = ground;
  const mailbox = await openMailbox();
  const console = consoleAdmin({ url: config.keycloak.url, realm: REALM, ...CONSOLE_ADMIN });
  const realm = await admin.realms.findOne({ realm: REALM });
  const sidecar = await startSidecar({ ...env, ROLE: 'web', ACTIVATION_RATE_LIMIT: '1000000' });
  const browser = await launch();
  try {
    await console.realms.update({ realm: REALM }, { smtpServer: { ...realm?.smtpServer, port: String(mailbox.port) } });
    await console.clients.create({
      clientId: STOCK,
      redirectUris: ['http://localhost/*'],
      attributes: { login_theme: 'keycloak.v2' },
    });
    let count = 0;
    /** A fresh user with both required actions, and the key of their mail. */
    const newKey = async (clientId = config.keycloak.clientId): Promise<string> => {
      const email = `pages-${count++}@bench.test`;
      const { id } = await admin.users.create({
        username: email,
        email,
        enabled: true,
        requiredActions: ['UPDATE_PROFILE', 'UPDATE_PASSWORD'],
        attributes: { 'invitation.id': ['x'], 'invitation.status': ['sent'] },
      });
      const redirectUri = clientId === STOCK ? 'http://localhost/' : `${config.publicUrl}/activada?i=x`;
      await admin.users.executeActionsEmail({ id, clientId, redirectUri, actions: ['UPDATE_PROFILE', 'UPDATE_PASSWORD'] });
      return new URL(await mailbox.linkTo(email)).searchParams.get('key') ?? '';
    };
    return [...(await weight(browser, ground, newKey)), ...(await postCost(ground, newKey)), ...(await getCost(ground, newKey))];
  } finally {
    await browser.close();
    await endSidecar(sidecar);
    await mailbox.close();
  }
}

type NewKey = (clientId?: string) => Promise<string>;

async function weight(browser: Browser, { config }: BenchGround, newKey: NewKey): Promise<Measurement[]> {
  const keycloakLink = (key: string) => `${config.keycloak.url}/realms/${REALM}/login-actions/action-token?key=${key}`;
  const stock = await walk(browser, keycloakLink(await newKey(STOCK)), async (page) => {
    await page.click('#kc-info-message a');
    await fillProfile(page);
    await page.click('[type="submit"]');
    await page.fill('#password-new', PASSWORD);
    await page.fill('#password-confirm', PASSWORD);
    await page.click('[type="submit"]');
    await page.waitForSelector('#kc-info-message');
  });
  const ours = await walk(browser, `${config.publicUrl}/activar?key=${await newKey()}`, async (page) => {
    await fillProfile(page);
    await page.fill('#password', PASSWORD);
    await page.click('form[data-activation] [type="submit"]');
    await page.waitForURL(/openid-connect\/auth/);
  });
  return [
    { what: 'Keycloak’s own: pages until the account is active', value: stock.pages, unit: 'pages' },
    { what: 'ours: pages until the account is active', value: ours.pages - 1, unit: 'pages', goal: { atMost: 1 } },
    { what: 'Keycloak’s own: requests, mail to done', value: stock.all.requests, unit: 'requests' },
    { what: 'ours: requests, mail to done (with the login page)', value: ours.all.requests, unit: 'requests' },
    { what: 'Keycloak’s own: mail to done', value: stock.all.bytes / 1000, unit: 'kB' },
    { what: 'ours: mail to done (with the login page)', value: ours.all.bytes / 1000, unit: 'kB' },
    { what: 'Keycloak’s own: first page', value: stock.first.bytes / 1000, unit: 'kB' },
    { what: 'ours: first page, requests', value: ours.first.requests, unit: 'requests', goal: { atMost: 6 } },
    { what: 'ours: first page, over the wire', value: ours.first.bytes / 1000, unit: 'kB', goal: { atMost: 50 } },
  ];
}

async function fillProfile(page: Page): Promise<void> {
  await page.fill('[name="firstName"]', 'Ana');
  await page.fill('[name="lastName"]', 'Prado');
}

interface Traffic {
  requests: number;
  bytes: number;
}

/** Opens the link with an empty cache and goes on; counts what came over the wire (compressed, with headers). */
async function walk(browser: Browser, link: string, go: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'es-ES' });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  const all: Traffic = { requests: 0, bytes: 0 };
  let pages = 0;
  await cdp.send('Network.enable');
  cdp.on('Network.requestWillBeSent', ({ type, redirectResponse }) => {
    all.requests += 1;
    if (type === 'Document' && !redirectResponse) pages += 1;
  });
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => {
    all.bytes += encodedDataLength;
  });
  await page.goto(link, { waitUntil: 'networkidle' });
  const first = { ...all };
  await go(page);
  await page.waitForLoadState('networkidle');
  await context.close();
  return { all, first, pages };
}

/** `POST /activar` against the same seven steps sent raw, in turn: the median of the pairs' ratios. */
async function postCost({ config }: BenchGround, newKey: NewKey): Promise<Measurement[]> {
  const server = keycloakServer(config);
  // The same client for both sides: the raw ride goes over it, too.
  const http = createHttp();
  const raw = async (key: string) => {
    const visit = startVisit(server, { ip: '127.0.0.1', locale: 'es' });
    const info = await visit.get(`${server.issuer}/login-actions/action-token?key=${key}`);
    const profile = await visit.get(info.state?.actionUri ?? '');
    const password = await visit.post(
      profile.state?.action ?? '',
      new URLSearchParams({ firstName: 'Ana', lastName: 'Prado', phone: '', locale: 'es' }),
    );
    const form = new URLSearchParams(passwordFields(PASSWORD));
    const end = await visit.post(password.state?.action ?? '', form);
    if (end.state?.message?.code !== 'accountUpdatedMessage') throw new Error('the raw ride did not arrive');
  };
  const page = await fetch(`${config.publicUrl}/activar?key=${await newKey()}`);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const cookie = page.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ');
  const ours = async (key: string) => {
    const body = new URLSearchParams({ _csrf: csrf, key, firstName: 'Ana', lastName: 'Prado', phone: '', password: PASSWORD });
    const answer = await http(`${config.publicUrl}/activar`, { method: 'POST', body, headers: { cookie } });
    if (answer.status !== 303) throw new Error(`POST /activar answered ${answer.status}`);
  };
  let next = '';
  const before = async () => {
    next = await newKey();
    await delay(PAUSE);
  };
  const { theirs, own, ratio } = await compare(
    () => raw(next),
    () => ours(next),
    RIDES / 3,
    (RIDES * 2) / 3,
    before,
  );
  return [
    { what: 'seven steps sent raw, median', value: theirs, unit: 'ms' },
    { what: 'POST /activar, median', value: own, unit: 'ms' },
    { what: 'POST /activar / seven steps', value: ratio, unit: '×', goal: { atMost: 1.15 } },
  ];
}

/** Throughput of `GET /activar` against that of Keycloak's key page (its stock theme), each with the same eight clients. */
async function getCost({ config }: BenchGround, newKey: NewKey): Promise<Measurement[]> {
  const [stock, own] = [await newKey(STOCK), await newKey()];
  const keyPage = `${config.keycloak.url}/realms/${REALM}/login-actions/action-token?key=`;
  const sides = { stock: keyPage + stock, themed: keyPage + own, ours: `${config.publicUrl}/activar?key=${own}` };
  const rates: Record<keyof typeof sides, number[]> = { stock: [], themed: [], ours: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [side, url] of Object.entries(sides) as [keyof typeof sides, string][]) {
      const rate = await throughput(url);
      if (round >= ROUNDS / 3) rates[side].push(rate);
    }
  }
  const [a, b, c] = [median(rates.stock), median(rates.themed), median(rates.ours)];
  return [
    { what: 'Keycloak’s key page, stock theme', value: a, unit: '/s' },
    { what: 'Keycloak’s key page, our theme', value: b, unit: '/s' },
    { what: 'GET /activar', value: c, unit: '/s' },
    { what: 'GET /activar / Keycloak’s key page (stock)', value: c / a, unit: '×', goal: { atLeast: 0.9 } },
  ];
}

async function throughput(url: string): Promise<number> {
  let left = GETS;
  const time = await timed(async () => {
    const client = async () => {
      while (left-- > 0) {
        const answer = await fetch(url);
        await answer.text();
        if (!answer.ok) throw new Error(`${url.split('?')[0]} answered ${answer.status}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, client));
  });
  return GETS / (time / 1000);
}

async function launch(): Promise<Browser> {
  const executablePath = findChromium(process.env);
  if (!executablePath) throw new Error('Chromium is missing: npx tsx test/support/preflight.ts says how to get it');
  return chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
}
