import { testEnvironment } from './environment.ts';
import type { Html } from './html.ts';
import { keycloakVisitor } from './keycloak-visitor.ts';
import { cookieOf, ourSession, type Person } from './people.ts';

type SignedIn = Awaited<ReturnType<ReturnType<typeof ourSession>['unseal']>>['user'];
const signedIn = new Map<string, Promise<SignedIn>>();

/**
 * The cookie of a person who has signed in at Keycloak once, and whom the sidecar has just asked about. However long a test takes, their session is found alive
 * whenever the sidecar asks again, which it does after half a minute; that of `sessionCookie` ends then.
 */
export async function signedInCookie(person: Person): Promise<string> {
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
  const next = ({ $ }: Html) => $('form').attr('action') ?? '';
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
