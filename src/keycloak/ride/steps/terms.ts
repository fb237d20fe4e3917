import { createHash } from 'node:crypto';
import type { PageState } from './page-state.ts';
import type { Step } from './step.ts';

/** The realm's terms and conditions, as Keycloak shows them: mark-up that it has sanitized, in the language of its page. */
export interface Terms {
  html: string;
  locale: string;
}

/** What a page says of them; undefined where it says nothing. */
export function termsOf({ terms, locale }: Pick<PageState, 'terms' | 'locale'>): Terms | undefined {
  return terms === undefined ? undefined : { html: terms, locale };
}

/** Tells one text from another one: what was accepted has to be what Keycloak shows when it is told so. */
export const fingerprintOf = (html: string): string => createHash('sha256').update(html).digest('base64url');

/** Keycloak takes any form without `cancel` for a yes; a text that has changed meanwhile has to be read first. */
export const termsStep: Step = {
  page: 'terms',
  actions: ['TERMS_AND_CONDITIONS'],
  answer: ({ terms }, { terms: accepted }) =>
    terms !== undefined && accepted === fingerprintOf(terms) ? new URLSearchParams({ accept: 'true' }) : undefined,
};
