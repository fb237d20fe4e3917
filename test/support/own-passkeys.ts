import type { Page } from 'playwright-core';
import { invite } from '../../src/invitations/commands/invite.ts';
import { anAdmin } from './actors.ts';
import { keyOf } from './invite.ts';
import { type CaughtMail, mailTo } from './mail.ts';
import { createOwnForms, type OwnForms } from './own-form.ts';
import { uniqueEmail } from './realm.ts';

/** A realm and a sidecar of one suite, in which people are invited to a passkey. */
export async function createOwnPasskeys(settings: Record<string, string> = {}): Promise<OwnForms> {
  const forms = await createOwnForms({ SIGN_IN: 'passkey', ...settings }, { signsIn: true });
  const { realms, realmName: realm } = forms.realm.console;
  const origins = { webAuthnPolicyPasswordlessExtraOrigins: [forms.url] };
  await realms.update({ realm }, { ...(await realms.findOne({ realm })), ...origins } as object);
  return forms;
}

/** Invites Ana Prado to a passkey; `url` is her link, which leads to the sidecar of the suite. */
export async function inviteToPasskey(forms: OwnForms): Promise<{ id: string; email: string; url: string }> {
  const sidecar = forms.realm.sidecar({ SIGN_IN: 'passkey', PUBLIC_URL: forms.url });
  const person = { email: uniqueEmail(), firstName: 'Ana', lastName: 'Prado', signIn: 'passkey' as const };
  const { id, email } = await invite(sidecar, person, { actor: anAdmin });
  return { id, email, url: linkOf(forms, await mailTo(email)) };
}

/** The link of an invitation's mail. */
export const linkOf = (forms: OwnForms, mail: CaughtMail): string =>
  `${forms.url}/activar?${new URLSearchParams({ key: keyOf(mail) })}`;

/** What a browser says of a passkey that no device has made. */
export function noPasskey(challenge: string, origin: string): string {
  const bytes = (text: string) => Buffer.from(text).toString('base64url');
  return JSON.stringify({
    clientDataJSON: bytes(JSON.stringify({ type: 'webauthn.create', challenge, origin })),
    attestationObject: bytes('nothing'),
    publicKeyCredentialId: bytes('nothing'),
    transports: 'internal',
    authenticatorAttachment: 'platform',
  });
}

export const pressCreate = (page: Page): Promise<void> => page.getByRole('button', { name: 'Crear la llave de acceso' }).click();

/** Two rides at Keycloak, and its sign-in page, on a busy machine. */
export const SLOW = { timeout: 60_000 };

/** Waits until the browser has gone on from the page to the sign-in, or through it. */
export const reachesSignIn = (page: Page): Promise<void> => page.waitForURL(/protocol\/openid-connect\/auth|\/perfil/, SLOW);
