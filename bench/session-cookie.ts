import { sealedSession } from '../src/access/session.ts';

/** The `Cookie` header of somebody who is signed in, whose roles Keycloak seems to have confirmed at this very moment. */
export type SessionCookie = () => Promise<string>;

export function sessionCookie(env: Record<string, string>, id: string, role: string): SessionCookie {
  const sealed = sealedSession({ publicUrl: env.PUBLIC_URL ?? '', sessionSecrets: [env.SESSION_SECRET ?? ''] });
  return async () => {
    // A refresh token that Keycloak does not know: without any, it could not be asked whether the roles still hold, as long jobs do.
    const user = { id, name: 'Bench', roles: [role], idToken: '', refreshToken: 'none', checkedAt: Date.now() };
    return `${sealed.name}=${await sealed.seal({ user })}`;
  };
}
