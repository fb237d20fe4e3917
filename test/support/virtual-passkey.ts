import type { Page } from 'playwright-core';

/** The device of a person in Chromium: makes passkeys and uses them without a gesture. */
export interface VirtualPasskey {
  /** Whether the person confirms with fingerprint, face or PIN; where not, the browser tells the page that it was cancelled. */
  confirms(yes: boolean): Promise<void>;
  /** How many passkeys the device has. */
  count(): Promise<number>;
}

export async function virtualPasskey(page: Page): Promise<VirtualPasskey> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options });
  return {
    confirms: (yes) =>
      devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: yes }) as unknown as Promise<void>,
    count: async () => (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
  };
}

/** Signs in at Keycloak's page, which leads to `target`. The browser may use the passkey at once (conditional UI); if not, the button asks for it. Never both: Keycloak would get two answers. */
export async function usePasskey(page: Page, target: string | RegExp): Promise<void> {
  const arrived = () => page.waitForURL(target, { timeout: 10_000 });
  await arrived().catch(async () => {
    await page.click('#authenticateWebAuthnButton', { timeout: 3000 });
    await arrived();
  });
}
