import type { Request, Response } from 'express';
import type { PageLocale } from '../../i18n/index.ts';
import type { Config } from '../../settings/config.ts';
import { sealedCookie } from './sealed-cookie.ts';

/** What the page after a form repeats of it. */
export interface Receipt {
  email?: string | undefined;
  ticket?: string | undefined;
  /** The language of the account that the answer is about. */
  locale?: PageLocale | undefined;
}

/**
 * Leads from a form to a page of its own that says what became of it: so that Back and reload send no form again. What that page repeats of the form stands
 * in a sealed cookie, out of addresses, and for the last form only.
 */
export interface Receipts {
  lead(req: Request, res: Response, page: string, receipt?: Receipt): Promise<void>;
  /** Undefined where no form has led here, or another one since. */
  read(req: Request, res: Response, page: string): Promise<Receipt | undefined>;
}

const ONE_HOUR = 60 * 60;

export function createReceipts(config: Pick<Config, 'publicUrl' | 'sessionSecrets'>): Receipts {
  const cookie = sealedCookie<Receipt & { page: string }>(config, 'receipt', ONE_HOUR);
  return {
    async lead(req, res, page, { email, ticket, locale } = {}) {
      await Object.assign(await cookie.open(req, res), { page, email, ticket, locale }).save();
      res.redirect(303, page);
    },
    async read(req, res, page) {
      const { page: led, ...receipt } = await cookie.open(req, res);
      return led === page ? receipt : undefined;
    },
  };
}
