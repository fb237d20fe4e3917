import { Router } from 'express';
import { Counter, type Registry } from 'prom-client';
import { z } from 'zod';
import { PAGES } from '../common/addresses.ts';
import type { Receipts } from '../http/answer/receipts.ts';
import type { Limits } from '../http/limits/limits.ts';
import type { ShowPage } from '../http/pages/pages.ts';
import { emailSchema, faultsOf, textOf } from '../http/request/validation.ts';
import { DEFAULT_LOCALE, type MessageKey, type MessageParams, type PageLocale, translate } from '../i18n/index.ts';
import { HONEYPOT_FIELD, SUPPORT_TOPICS, type SupportValues, type WaysIn } from '../views/models/models.ts';
import { supportText } from '../views/present/support-text.ts';
import type { WriteToTeam } from './mailer.ts';

/** What the guide says of this realm. */
export interface GuideFacts {
  linkHours: number;
  /** How people get to sign in; throws while Keycloak is away. */
  waysIn: () => Promise<WaysIn>;
  /** The realm's password rules in words; throws while Keycloak is away. */
  passwordRules: (locale: PageLocale) => Promise<string[]>;
}

const MAX_MESSAGE = 5000;
/** More than a whole form may hold. */
const MAX_TYPED = 65_536;

const supportForm = z.object({
  topic: z.enum(SUPPORT_TOPICS, { error: 'required' }),
  email: emailSchema,
  name: z.string().trim().max(200).default(''),
  company: z.string().trim().max(200).default(''),
  message: z.string().trim().min(1).max(MAX_MESSAGE),
  when: z.string().trim().max(200).default(''),
  reference: z.string().trim().max(100).default(''),
});

const feedbackForm = z.object({ useful: z.enum(['yes', 'no']), comment: z.string().trim().max(2000).default('') });

/** How often one client may write to the team. */
const OFTEN = { max: 10, seconds: 600 };

/** `/ayuda`, `/soporte`, `/comentarios`: the guide, the support form and what people think of the guide. */
export function helpRoutes(
  { linkHours, waysIn, passwordRules }: GuideFacts,
  writeToTeam: WriteToTeam,
  show: ShowPage,
  receipts: Receipts,
  limits: Limits,
  metrics: Registry,
): Router {
  const router = Router();
  const votes = new Counter({
    name: 'sidecar_guide_feedback_total',
    help: 'Answers to "was this guide useful?"',
    labelNames: ['useful'],
    registers: [metrics],
  });

  const guide = async (locale: PageLocale) => ({
    passwordRules: await passwordRules(locale).catch(() => []),
    linkHours,
    ways: await waysIn().catch((): WaysIn => ({ first: 'password', others: [], more: [], byUsername: false })),
  });

  router.get(PAGES.help, async (req, res) => {
    await show(req, res, 'help', { ...(await guide(res.locals.locale)), feedback: { comment: '', errors: [] } });
  });

  router.post(PAGES.feedback, limits.perClient('feedback', OFTEN), async (req, res) => {
    const form = feedbackForm.safeParse(req.body);
    if (!form.success) {
      const feedback = { comment: textOf(req.body?.comment, MAX_TYPED), errors: faultsOf(form.error) };
      return show(req, res, 'help', { ...(await guide(res.locals.locale)), feedback }, { status: 422, path: PAGES.help });
    }
    const { useful, comment } = form.data;
    if (!isRobot(req.body)) {
      votes.inc({ useful });
      if (comment)
        void writeToTeam(t(`help.mail.feedback.${useful}`), comment).catch((err) =>
          req.log.warn({ err }, 'feedback was counted, but not mailed'),
        );
    }
    res.redirect(303, `${PAGES.feedback}?${new URLSearchParams({ useful })}`);
  });

  router.get(PAGES.feedback, async (req, res) => {
    const { success, data: useful } = feedbackForm.shape.useful.safeParse(req.query.useful);
    if (!success) return res.redirect(303, PAGES.help);
    await show(req, res, 'feedbackThanks', { useful });
  });

  router.get(PAGES.support, async (req, res) => {
    const values = { ...EMPTY, reference: textOf(req.query.ref, 100) };
    await show(req, res, 'support', { state: 'form', values, errors: [] });
  });

  router.post(PAGES.support, limits.perClient('support', OFTEN), async (req, res) => {
    const typed = typedIn(req.body);
    const form = supportForm.safeParse(typed);
    const path = PAGES.support;
    if (!form.success)
      return show(req, res, 'support', { state: 'form', values: typed, errors: faultsOf(form.error) }, { status: 422, path });
    const ticket = newTicket();
    const { email } = form.data;
    if (!isRobot(req.body)) {
      try {
        await writeToTeam(
          t('help.mail.support', { ticket, topic: t(`support.topic.${form.data.topic}`) }),
          supportText(form.data, DEFAULT_LOCALE, ticket),
          email,
        );
      } catch (err) {
        req.log.error({ err }, 'support request could not be mailed');
        return show(req, res, 'support', { state: 'failed', values: typed, errors: [] }, { status: 503, path });
      }
    }
    await receipts.lead(req, res, PAGES.supportSent, { ticket, email });
  });

  router.get(PAGES.supportSent, async (req, res) => {
    const { ticket, email } = (await receipts.read(req, res, PAGES.supportSent)) ?? {};
    if (!ticket || !email) return res.redirect(303, PAGES.support);
    await show(req, res, 'support', { state: 'sent', ticket, email });
  });

  return router;
}

const EMPTY: SupportValues = { topic: '', email: '', name: '', company: '', message: '', when: '', reference: '' };

/** All of it: what is too long is said, and cut by the person. A topic that is none of ours has not been chosen. */
function typedIn(body: Record<string, unknown> | undefined): SupportValues {
  const texts = Object.fromEntries(Object.keys(EMPTY).map((name) => [name, textOf(body?.[name], MAX_TYPED)]));
  return { ...EMPTY, ...texts, topic: SUPPORT_TOPICS.find((topic) => topic === texts.topic) ?? '' };
}

/** The team reads its mail in the product's own language. */
const t = (key: MessageKey, params?: MessageParams) => translate(DEFAULT_LOCALE, key, params);

/** People do not see this field. A robot gets the same answer and no mail. */
function isRobot(body: Record<string, unknown> | undefined): boolean {
  return textOf(body?.[HONEYPOT_FIELD], 1) !== '';
}

/** A reference that can be read out on the telephone: no letters that look like digits. */
function newTicket(): string {
  const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const letters = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => alphabet[byte % alphabet.length]);
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}
