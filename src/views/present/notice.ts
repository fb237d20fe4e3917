import { PAGES } from '../../common/addresses.ts';
import type { MessageKey, MessageParams } from '../../i18n/index.ts';
import type { NoticeKind, NoticeModel, RetryForm } from '../models/notices.ts';
import type { Presentation } from './presentation.ts';

/** What a notice offers: exactly one way on, and help beside it. */
interface Offer {
  tone: 'success' | 'info' | 'warning' | 'error';
  link?: { href: string; label: MessageKey };
  post?: RetryForm & { label: MessageKey };
  /** Another way on, for few. */
  instead?: RetryForm & { label: MessageKey; text: MessageKey };
  /** Ask for a new link with an address. */
  emailForm?: true;
  help: { href: string; label: MessageKey }[];
  script?: string;
}

interface NoticePresentation extends Offer {
  title: MessageKey;
  lead: MessageKey;
  params: MessageParams;
  shownReference?: string;
}

// The compiler checks here that every kind has its sentences.
type Assert<T extends true> = T;
type Sentences = `notice.${NoticeKind}.${'title' | 'lead'}`;
export type EveryNoticeHasSentences = Assert<Exclude<Sentences, 'notice.refused.lead'> extends MessageKey ? true : false>;

const HELP = { href: PAGES.help, label: 'notice.action.help' } as const;
const RESEND = { href: PAGES.newLink, label: 'notice.action.resend' } as const;
const HOME = { href: '/', label: 'notice.action.home' } as const;

export function presentNotice(model: NoticeModel, { context }: Presentation): NoticePresentation {
  const offer = offerOf(model, context.path);
  if (model.kind === 'refused')
    return { ...offer, title: 'notice.refused.title', lead: model.message, params: model.params ?? {} };
  const params = paramsOf(model);
  const shown = { ...offer, title: `notice.${model.kind}.title`, lead: `notice.${model.kind}.lead`, params } as const;
  return model.kind === 'error' || model.kind === 'maintenance' ? { ...shown, shownReference: model.reference } : shown;
}

function paramsOf(model: NoticeModel): MessageParams {
  if (model.kind === 'passwordStands') return { faults: model.faults.join(' ') };
  if (model.kind === 'signOut') return { who: model.who };
  if (model.kind === 'companyFailed' || model.kind === 'companyUnverified') return { account: model.account };
  if ('who' in model) return { who: model.who, account: model.account };
  if (model.kind === 'unavailable' || model.kind === 'directoryAway' || model.kind === 'formKept')
    return { kept: model.again?.kept ?? 'nothing' };
  return 'retryAfterSeconds' in model ? { minutes: Math.ceil((model.retryAfterSeconds ?? 0) / 60) } : {};
}

function offerOf(model: NoticeModel, path: string): Offer {
  switch (model.kind) {
    case 'activated':
      return { tone: 'success', link: { href: model.signInUrl, label: 'notice.action.signIn' }, help: [HELP] };
    case 'back':
      return { tone: 'info', link: { href: model.signInUrl, label: 'notice.action.signIn' }, help: [RESEND, HELP] };
    case 'unfinished':
      return { tone: 'warning', emailForm: true, help: [HELP, supportLink()] };
    case 'otherApp':
    case 'otherCodes':
    case 'otherAppAndCodes':
      return { tone: 'warning', link: { href: model.signInUrl, label: 'notice.action.continue' }, help: [HELP, supportLink()] };
    case 'toCompany':
      return { tone: 'info', link: { href: model.signInUrl, label: 'notice.action.continue' }, help: [HELP] };
    case 'companyWaits':
      return {
        tone: 'info',
        post: { ...ofLink(model, { name: 'company', value: '1' }), label: 'activate.company.submit' },
        help: [HELP, supportLink()],
      };
    case 'companyFailed':
    case 'companyUnverified':
    case 'providerFailed':
    case 'providerUnverified':
      return { tone: 'warning', link: { href: model.signInUrl, label: 'notice.action.retry' }, help: [HELP, supportLink()] };
    case 'passwordStands':
      return { tone: 'warning', link: { href: model.signInUrl, label: 'notice.action.signIn' }, help: [HELP, supportLink()] };
    case 'used':
      return { tone: 'info', link: { href: model.signInUrl, label: 'notice.action.signIn' }, help: [HELP, supportLink()] };
    case 'signedOut':
      return { tone: 'info', link: { href: model.signInUrl, label: 'notice.action.signInAgain' }, help: [HELP] };
    case 'signOut':
      return { tone: 'info', post: { action: PAGES.signOut, fields: [], label: 'layout.signOut' }, help: [HOME, HELP] };
    case 'companyOther':
    case 'companyOtherActive':
    case 'switchAccount':
      return {
        tone: 'info',
        post: { action: PAGES.switchAccount, fields: [], label: 'notice.action.switchAccount' },
        help: [HOME, HELP],
      };
    case 'signInFailed':
    case 'stepUpFailed':
      return {
        tone: 'warning',
        link: { href: model.signInUrl, label: 'notice.action.signInAgain' },
        help: [HELP, supportLink()],
      };
    case 'companyGone':
    case 'expired':
    case 'replaced':
      return {
        tone: 'info',
        ...(model.key === undefined ? { emailForm: true } : newLink(model.key, model.language)),
        help: [HELP, supportLink()],
      };
    case 'invalid':
    case 'damaged':
      return { tone: 'warning', emailForm: true, help: [HELP, supportLink()] };
    case 'missing':
      return { tone: 'info', emailForm: true, help: [HELP, supportLink()], script: 'reopen.js' };
    case 'disabled':
    case 'revoked':
    case 'heldBack':
    case 'passkeysOff':
    case 'passwordsOff':
    case 'companyOff':
    case 'blocked': {
      const { href } = supportLink(model.reference);
      return { tone: 'warning', link: { href, label: 'notice.action.support' }, help: [HELP] };
    }
    case 'continue':
      return {
        tone: 'info',
        ...(model.language === undefined
          ? { link: { href: model.url, label: 'notice.action.continue' } }
          : { post: { ...ofLink(model, ONWARD), label: 'notice.action.continue' } }),
        ...(model.orPassword && { instead: passwordInstead(model) }),
        help: [HELP],
      };
    case 'unavailable':
    case 'directoryAway':
    case 'tooMany':
      return { tone: 'warning', ...retry(path, model.again), help: [HELP, supportLink()] };
    case 'formKept':
      return { tone: 'warning', ...retry(path, model.again, 'notice.action.sendAgain'), help: [HELP, supportLink()] };
    case 'companySpelling':
    case 'tooManyLinks':
      return { tone: 'warning', link: { href: PAGES.support, label: 'notice.action.support' }, help: [HELP] };
    case 'formExpired':
    case 'refused':
      // A refusal would be repeated: the link leads back, not to another try.
      return { tone: 'warning', link: { href: path, label: 'notice.action.back' }, help: [HELP, supportLink()] };
    case 'forbidden':
      return { tone: 'warning', link: HOME, help: [HELP, supportLink()] };
    case 'notFound':
      return { tone: 'info', link: HOME, help: [RESEND, HELP] };
    case 'maintenance':
      return { tone: 'warning', ...retry(path, model.again), help: [HELP, supportLink(model.reference)] };
    case 'error':
      return { tone: 'error', ...retry(path, model.again), help: [supportLink(model.reference)] };
  }
}

interface Link {
  key: string;
  /** That was chosen on the page. */
  language?: string | undefined;
}

const fieldsOf = ({ key, language }: Link): RetryForm['fields'] => [
  { name: 'key', value: key },
  ...(language === undefined ? [] : [{ name: 'language', value: language }]),
];

const newLink = (key: string, language: string | undefined): Pick<Offer, 'post'> => ({
  post: { action: PAGES.newLink, fields: fieldsOf({ key, language }), label: 'notice.action.sendLink' },
});

/** What the form of a link's notice sends. */
const ofLink = (link: Link, ...more: RetryForm['fields']): RetryForm => ({
  action: PAGES.activation,
  fields: [...fieldsOf(link), ...more],
});

/** On to Keycloak's own pages. */
const ONWARD = { name: 'onward', value: '1' };

const passwordInstead = (link: Link): NonNullable<Offer['instead']> => ({
  ...ofLink(link, { name: 'signIn', value: 'password' }),
  text: 'passkey.orPassword',
  label: 'passkey.choosePassword',
});

function retry(path: string, form?: RetryForm, label: MessageKey = 'notice.action.retry'): Pick<Offer, 'link' | 'post'> {
  return form ? { post: { ...form, label } } : { link: { href: path, label } };
}

function supportLink(reference?: string): { href: string; label: MessageKey } {
  const query = reference === undefined ? '' : `?${new URLSearchParams({ ref: reference })}`;
  return { href: `${PAGES.support}${query}`, label: 'notice.action.support' };
}
