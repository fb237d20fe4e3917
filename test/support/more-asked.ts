import { TOTP } from 'otpauth';
import { CLIENT_ID } from '../../src/dev/keycloak/fixed-names.ts';
import type { Html } from './html.ts';
import { GOOD_PASSWORD } from './invite.ts';
import { keycloakVisitor } from './keycloak-visitor.ts';
import type { OwnForms } from './own-form.ts';
import type { OwnRealm } from './own-realm.ts';

/** Has a realm ask every new account for these, and for nothing else. */
export async function setDefaultActions({ console }: Pick<OwnRealm, 'console'>, ...aliases: string[]): Promise<void> {
  const { authenticationManagement } = console;
  for (const action of await authenticationManagement.getRequiredActions()) {
    const alias = action.alias ?? '';
    const defaultAction = aliases.includes(alias);
    if (defaultAction === action.defaultAction) continue;
    await authenticationManagement.updateRequiredAction({ alias }, { ...action, enabled: true, defaultAction });
  }
}

/** Has a realm ask for these first, in this order; for all others behind them, as they were. */
export async function putInOrder({ console }: Pick<OwnRealm, 'console'>, ...aliases: string[]): Promise<void> {
  const { authenticationManagement } = console;
  for (const action of await authenticationManagement.getRequiredActions()) {
    const place = aliases.indexOf(action.alias ?? '');
    const priority = place < 0 ? 500 + ((action.priority ?? 0) % 500) : place + 1;
    await authenticationManagement.updateRequiredAction({ alias: action.alias ?? '' }, { ...action, priority });
  }
}

/** Where signing in begins, of the sidecar's client. */
export function signInAddress(realm: Pick<OwnRealm, 'sidecar'>): string {
  const { server, config } = realm.sidecar();
  const query = new URLSearchParams({
    client_id: CLIENT_ID,
    redirect_uri: `${config.publicUrl}/entrar/retorno`,
    response_type: 'code',
    scope: 'openid',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  return `${server.issuer}/protocol/openid-connect/auth?${query}`;
}

/** Signs in with the password, as a browser without JavaScript; returns the page that comes then, empty where it leads away. */
export async function signIn({ realm }: Pick<OwnForms, 'realm'>, email: string, password = GOOD_PASSWORD): Promise<Html> {
  const browser = keycloakVisitor();
  const { page } = await browser.get(signInAddress(realm));
  const send = async (shown: Html) =>
    (await browser.post(shown.$('form').attr('action') ?? '', { username: email, password })).page;
  const next = await send(page);
  // A realm with organizations asks for the address first.
  const asksAddressFirst = page.$('[name="password"]').length === 0 && next.$('[name="password"]').length > 0;
  return asksAddressFirst ? send(next) : next;
}

/** What an app makes of the activation page that shows it its secret. @param seconds how far its clock is ahead. */
export function codeOf(page: Html, seconds = 0): string {
  const { searchParams } = new URL(page.$('a[href^="otpauth://totp/"]').attr('href') ?? '');
  const { secret = '', algorithm, digits, period } = Object.fromEntries(searchParams);
  const app = new TOTP({ secret, ...(algorithm && { algorithm }), digits: Number(digits ?? 6), period: Number(period ?? 30) });
  return app.generate({ timestamp: Date.now() + seconds * 1000 });
}

/** A code of the same length that no app makes at that moment. */
export const otherCode = (code: string): string => code.replace(/./g, (digit) => String((Number(digit) + 5) % 10));
