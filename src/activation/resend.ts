import { Router } from 'express';
import { z } from 'zod';
import { limit } from '../http/limits.ts';
import type { ShowPage } from '../http/pages.ts';
import { emailSchema, faultsOf } from '../http/validation.ts';
import { MAX_KEY_LENGTH, readActionToken } from '../keycloak/action-token.ts';
import type { RealmSettings } from '../keycloak/realm-settings.ts';
import { openKey } from '../keycloak/ride.ts';
import type { ActivationDeps } from './situation.ts';
import { visitorOf } from './visitor.ts';

export interface ResendDeps extends ActivationDeps {
  show: ShowPage;
  realm: Pick<RealmSettings, 'requireAnswer'>;
  /** Sends a new link in the background, where one is due. */
  links: { byEmail(email: string): Promise<void>; byUserId(userId: string): Promise<void> };
}

const keyForm = z.object({ key: z.string().min(1).max(MAX_KEY_LENGTH) });
const emailForm = z.object({ email: emailSchema });

/** `/reenviar`: a new link, asked for with an address or with an old key. The same answer for every address and every key. */
export function resendRoutes(deps: ResendDeps): Router {
  const { show, realm, links } = deps;
  const router = Router();

  router.get('/reenviar', (req, res) => show(req, res, 'resend', { state: 'form', email: '', errors: [] }));

  router.post('/reenviar', limit({ max: 20, seconds: 600 }), async (req, res) => {
    const byKey = keyForm.safeParse(req.body);
    if (byKey.success) {
      const { key } = byKey.data;
      const token = readActionToken(key);
      // Only a key that Keycloak signed may send a mail: forged ones carry anybody's id.
      const answer = token && (await openKey(deps.server, key, visitorOf(req, res)));
      if (token && answer && (answer.kind !== 'refused' || isGenuine(answer.code))) void links.byUserId(token.userId);
      return show(req, res, 'resend', { state: 'sent' }, { path: '/reenviar' });
    }
    const byEmail = emailForm.safeParse(req.body);
    if (!byEmail.success) {
      const email = String(req.body?.email ?? '').slice(0, 254);
      const model = { state: 'form', email, errors: faultsOf(byEmail.error).slice(0, 1) } as const;
      return show(req, res, 'resend', model, { status: 422, path: '/reenviar' });
    }
    // The same question whatever the address: nobody is promised a mail while Keycloak is away.
    await realm.requireAnswer();
    void links.byEmail(byEmail.data.email);
    await show(req, res, 'resend', { state: 'sent', email: byEmail.data.email }, { path: '/reenviar' });
  });

  return router;
}

/** Keycloak says these of keys that carry its own signature. */
function isGenuine(code: string | null): boolean {
  return (
    code === 'expiredActionTokenNoSessionMessage' ||
    code === 'expiredActionTokenSessionExistsMessage' ||
    code === 'expiredActionMessage'
  );
}
