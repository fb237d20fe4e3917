import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { PAGES } from '../common/addresses.ts';
import type { Receipts } from '../http/answer/receipts.ts';
import type { Limits } from '../http/limits/limits.ts';
import type { ShowPage } from '../http/pages/pages.ts';
import { speakTo } from '../http/request/locale.ts';
import { emailSchema, faultsOf, textOf } from '../http/request/validation.ts';
import { pageLocaleOf } from '../i18n/index.ts';
import { MAX_KEY_LENGTH, readActionToken } from '../keycloak/ride/action-token.ts';
import type { Ride } from '../keycloak/ride/ride.ts';
import type { Visitor } from '../keycloak/ride/visit.ts';
import { visitorOf } from './visitor.ts';

/** How a new link is asked for. */
export interface NewLinks {
  /** Throws while the sidecar may send nobody a link. Checked first, so that the answer is the same for everybody. */
  requireReady: () => Promise<void>;
  /** Throws while Keycloak is away. */
  requireAnswer: () => Promise<void>;
  /** What Keycloak says of a key. */
  openKey: (key: string, visitor: Visitor) => Promise<Ride>;
  /** The language that an account has stored. */
  languageOf: (userId: string) => Promise<string | undefined>;
  /** These send a new link in the background, where one is due. */
  byEmail(email: string): Promise<void>;
  byUserId(userId: string): Promise<void>;
}

const keyForm = z.object({ key: z.string().min(1).max(MAX_KEY_LENGTH) });
const emailForm = z.object({ email: emailSchema });

/** How often one client may ask; a whole office may be one. */
const PER_CLIENT = { max: 20, seconds: 600 };
/** How often one address may be asked for, by anybody, so that its mailbox is not flooded. */
const PER_ADDRESS = { max: 5, seconds: 3600 };

/**
 * `/reenviar`: a new link, asked for with an address or with an old key. The same answer for every address and every key; where Keycloak's
 * page is of another theme than ours, and so does not say whether it has signed a key, that is to ask for the address.
 */
export function resendRoutes(links: NewLinks, limits: Limits, show: ShowPage, receipts: Receipts): Router {
  const router = Router();
  const tooOften = limits.perSubject('link-address', PER_ADDRESS);

  router.get(PAGES.newLink, (req, res) => {
    const byKey = req.query.por === 'enlace';
    return show(req, res, 'resend', { state: 'form', email: '', errors: [], byKey });
  });

  router.get(PAGES.newLinkSent, async (req, res) => {
    const receipt = await receipts.read(req, res, PAGES.newLinkSent);
    if (!receipt) return res.redirect(303, PAGES.newLink);
    speakTo(res, receipt.locale);
    await show(req, res, 'resend', { state: 'sent', ...(receipt.email && { email: receipt.email }) });
  });

  router.post(PAGES.newLink, limits.perClient('link', PER_CLIENT), async (req, res) => {
    await links.requireReady();
    const byKey = keyForm.safeParse(req.body);
    if (byKey.success) {
      const { key } = byKey.data;
      const token = readActionToken(key);
      // Only a key that Keycloak signed may send a mail: forged ones carry anybody's id.
      const answer = token && (await links.openKey(key, visitorOf(req, res)));
      if (answer?.kind === 'refused' && answer.code === null) {
        return res.redirect(303, `${PAGES.newLink}?por=enlace`);
      }
      // The page that was left had a language, which the next one keeps.
      const kept = textOf(req.body.language);
      let locale = pageLocaleOf(kept);
      if (token && answer && (answer.kind !== 'refused' || isGenuine(answer.code))) {
        const wait = await tooOften(`user ${token.userId}`);
        if (wait !== undefined) return showTooOften(req, res, wait);
        void links.byUserId(token.userId);
        locale = speakTo(res, await links.languageOf(token.userId).catch(() => undefined), kept);
      }
      return receipts.lead(req, res, PAGES.newLinkSent, { locale });
    }
    const byEmail = emailForm.safeParse(req.body);
    if (!byEmail.success) {
      const email = String(req.body?.email ?? '').slice(0, 254);
      const model = { state: 'form', email, errors: faultsOf(byEmail.error).slice(0, 1) } as const;
      return show(req, res, 'resend', model, { status: 422, path: PAGES.newLink });
    }
    // The same question whatever the address: nobody is promised a mail while Keycloak is away.
    await links.requireAnswer();
    const { email } = byEmail.data;
    // The address is counted before anybody asks whether it has an account, so the count tells nothing about that.
    const wait = await tooOften(`address ${email}`);
    if (wait !== undefined) return showTooOften(req, res, wait);
    void links.byEmail(email);
    await receipts.lead(req, res, PAGES.newLinkSent, { email });
  });

  function showTooOften(req: Request, res: Response, seconds: number): Promise<void> {
    res.set('Retry-After', String(seconds));
    return show(req, res, 'notice', { kind: 'tooManyLinks', retryAfterSeconds: seconds }, { status: 429, path: PAGES.newLink });
  }

  return router;
}

/** Whether Keycloak's refusal shows that it has signed the key itself. */
function isGenuine(code: string | null): boolean {
  return (
    code === 'expiredActionTokenNoSessionMessage' ||
    code === 'expiredActionTokenSessionExistsMessage' ||
    code === 'expiredActionMessage'
  );
}
