import type { PageData } from './page-data.ts';

/** The theme's JSON island `#webauthn`: the values that Keycloak's own scripts take, as the page got them. */
export interface WebAuthnData {
  mode: 'register' | 'authenticate' | 'conditional';
  input: Record<string, unknown>;
}

type Ceremony = (input: Record<string, unknown>, available?: (available: boolean) => void) => Promise<void>;

/** Connects the page's button to Keycloak's own WebAuthn scripts, and lets the browser offer passkeys in the user name field. */
export async function startPasskeys({ resources }: PageData, data: WebAuthnData | undefined): Promise<void> {
  if (!data) return;
  const { mode, input } = data;
  if (mode === 'register') {
    const { registerByWebAuthn } = (await import(`${resources}/js/webauthnRegister.js`)) as { registerByWebAuthn: Ceremony };
    onClick('registerWebAuthn', () => registerByWebAuthn(input));
    return;
  }
  const { authenticateByWebAuthn } = (await import(`${resources}/js/webauthnAuthenticate.js`)) as {
    authenticateByWebAuthn: Ceremony;
  };
  onClick('authenticateWebAuthnButton', () => authenticateByWebAuthn(input));
  if (mode !== 'conditional') return;
  const { initAuthenticate } = (await import(`${resources}/js/passkeysConditionalAuth.js`)) as { initAuthenticate: Ceremony };
  const autofill = document.querySelector<HTMLFormElement>('form[data-passkey-autofill]');
  await initAuthenticate(input, (available) => {
    if (autofill) autofill.hidden = !available;
  });
}

/** Acts on the first click only: the challenge is good for one answer, and the answer reloads the page. */
function onClick(id: string, act: () => Promise<void>): void {
  document.getElementById(id)?.addEventListener('click', () => void act(), { once: true });
}
