import type { Request } from 'express';
import { PAGES } from '../../common/addresses.ts';
import type { RetryForm } from '../../views/models/notices.ts';

/** Fields that are not sent back: passwords and what stands for one (`company`), the CSRF token (it is made anew) and the language of the page that is left. */
const LEFT_OUT = new Set(['_csrf', 'password', 'passwordConfirm', 'lang', 'company']);

/**
 * What "try again" sends after a page that could not be shown: the same form with all that was typed, so that nobody types
 * it twice. An activation link that was opened is posted, so that its key stays out of addresses. Undefined where a link
 * does (nothing was sent) and where only the person can send it again (a file).
 */
export function retryForm(req: Request): RetryForm | undefined {
  if (req.method !== 'POST') {
    const key = valuesOf(req.query.key)[0];
    return key ? { action: PAGES.activation, fields: [{ name: 'key', value: key }] } : undefined;
  }
  const fields = Object.entries(req.body ?? {}).flatMap(([name, value]) =>
    LEFT_OUT.has(name) ? [] : valuesOf(value).map((text) => ({ name, value: text })),
  );
  return fields.length > 0 ? { action: req.originalUrl, fields, kept: keptOf(req.body) } : undefined;
}

function keptOf(body: Readonly<Record<string, unknown>>): RetryForm['kept'] {
  if (valuesOf(body.password).length > 0) return 'withoutPassword';
  return hasTyped(body) ? 'all' : undefined;
}

/** What a form sends along, of its page. */
const OF_PAGE = new Set(['key', 'language', 'clave', 'signIn', 'onward']);

/** Whether somebody typed more than what the page itself sends along. */
export function hasTyped(body: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(body).some((name) => !OF_PAGE.has(name) && !LEFT_OUT.has(name));
}

function valuesOf(value: unknown): string[] {
  return [value].flat().filter((text): text is string => typeof text === 'string' && text !== '');
}
