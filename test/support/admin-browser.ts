import type { Page } from 'playwright-core';
import type { TestBrowser, VisitorOptions } from './browser.ts';
import { testEnvironment } from './environment.ts';
import { keycloakVisitor } from './keycloak-visitor.ts';
import { cookieOf, ourSession, type Person } from './people.ts';

/**
 * A page of the shared sidecar as somebody who is signed in sees it. Their session is one of Keycloak's: however long a test takes, it is found alive whenever the
 * sidecar asks.
 */
export async function visitAs(browser: TestBrowser, person: Person, path: string, options: VisitorOptions): Promise<Page> {
  const { sidecarUrl } = testEnvironment();
  const page = await browser.visit(options);
  const [name = '', value = ''] = (await signedInCookie(person)).split('=');
  await page.context().addCookies([{ name, value, url: sidecarUrl, httpOnly: true, sameSite: 'Lax' }]);
  await page.goto(`${sidecarUrl}${path}`);
  return page;
}

type SignedIn = Awaited<ReturnType<ReturnType<typeof ourSession>['unseal']>>['user'];
const signedIn = new Map<string, Promise<SignedIn>>();

/** The cookie of a person who has signed in at Keycloak once, and whom the sidecar has just asked about. */
async function signedInCookie(person: Person): Promise<string> {
  const asked = signedIn.get(person.id) ?? signIn(person);
  signedIn.set(person.id, asked);
  const user = await asked;
  if (!user) throw new Error('nobody is signed in');
  return cookieOf({ user: { ...user, checkedAt: Date.now() } });
}

async function signIn({ email, password }: Person): Promise<SignedIn> {
  const { sidecarUrl } = testEnvironment();
  const begun = await fetch(`${sidecarUrl}/entrar`, { redirect: 'manual' });
  const visitor = keycloakVisitor();
  const next = (page: { $: (selector: string) => { attr(name: string): string | undefined } }) =>
    page.$('form').attr('action') ?? '';
  const { page: first } = await visitor.get(begun.headers.get('location') ?? '');
  const { page: second } = await visitor.post(next(first), { username: email });
  const { leadsTo = '' } = await visitor.post(next(second), { username: email, password });
  const cookie = begun.headers.getSetCookie().map((each) => each.split(';')[0]);
  const ended = await fetch(leadsTo, { redirect: 'manual', headers: { cookie: cookie.join('; ') } });
  const sealed = ourSession();
  const [value = ''] = ended.headers
    .getSetCookie()
    .flatMap((each) => each.match(new RegExp(`^${sealed.name}=([^;]+)`))?.[1] ?? []);
  return (await sealed.unseal(value)).user;
}

/** Presses a button or a link, and waits for the page that it leads to. */
export async function press(page: Page, selector: string): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.click(selector)]);
}
