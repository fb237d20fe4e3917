import type { RequestHandler, Response } from 'express';
import { z } from 'zod';
import { addressOf, PAGES, type PageOfOne } from '../../common/addresses.ts';
import { LIST_ORDERS } from '../../common/list-orders.ts';
import { textOf } from '../../http/request/validation.ts';
import { listQueryText, PAGE_SIZES, withList } from '../../views/present/list-links.ts';
import { CURSOR } from '../listing/read-page.ts';
import { INVITATION_STATUSES } from '../record/invitation.ts';

const [PAGE_SIZE] = PAGE_SIZES;
const day = z.iso.date().optional().catch(undefined);

/** The query of the list's page. It is taken as far as it is valid: nobody types it, and an old bookmark must not fail. */
const schema = z.object({
  search: z.string().trim().max(255).default('').catch(''),
  status: z.enum(INVITATION_STATUSES).optional().catch(undefined),
  organization: z.string().min(1).max(255).optional().catch(undefined),
  inviter: z.string().min(1).max(255).optional().catch(undefined),
  group: z.string().trim().min(1).max(1024).optional().catch(undefined),
  app: z.string().trim().min(1).max(255).optional().catch(undefined),
  sentFrom: day,
  sentUntil: day,
  sort: z.enum(LIST_ORDERS).default('attention').catch('attention'),
  max: z.coerce
    .number()
    .refine((size) => PAGE_SIZES.some((each) => each === size))
    .default(PAGE_SIZE)
    .catch(PAGE_SIZE),
  first: z.coerce.number().int().min(0).max(10_000_000).default(0).catch(0),
  cursor: z.string().regex(CURSOR).optional().catch(undefined),
});

export const readListQuery = (query: unknown) => schema.parse(query);

declare global {
  namespace Express {
    interface Locals {
      /** Query of the list from which the person has come, checked. */
      list?: string | undefined;
    }
  }
}

/** Reads from `?lista=` where the way back leads: to the list as the person has left it, whatever they do on the way. */
export const keepList: RequestHandler = (req, res, next) => {
  const { lista } = req.query;
  res.locals.list = listQueryText(readListQuery(Object.fromEntries(new URLSearchParams(textOf(lista, 2000)))));
  next();
};

export function listAddress({ locals: { list } }: Response): string {
  return list ? `${PAGES.admin}?${list}` : PAGES.admin;
}

/** A page of one invitation that knows the way back. */
export function addressWithList({ locals }: Response, page: PageOfOne, id: string): string {
  return withList(addressOf(page, id), locals);
}
