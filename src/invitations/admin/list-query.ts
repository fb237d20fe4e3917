import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { addressOf, PAGES, type PageOfOne } from '../../common/addresses.ts';
import { LIST_ORDERS } from '../../common/list-orders.ts';
import { AppError, type FieldError } from '../../errors.ts';
import { faultsOf, parse, textOf } from '../../http/request/validation.ts';
import type { MessageKey } from '../../i18n/index.ts';
import { LONGEST_SEARCH, listQueryText, PAGE_SIZES, withList } from '../../views/present/list-links.ts';
import type { Matches } from '../bulk/matching.ts';
import { CURSOR } from '../paging/cursor.ts';
import { INVITATION_STATUSES, type InvitationStatus } from '../record/invitation.ts';

export const [PAGE_SIZE] = PAGE_SIZES;
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((value) => value || undefined)
    .optional();
const isDay = (value: string) => value === '' || z.iso.date().safeParse(value).success;
const day = z
  .string()
  .refine(isDay, { params: { key: 'field.day' satisfies MessageKey } })
  .transform((value) => value || undefined)
  .optional();
const isStatus = (value: string) => value === '' || (INVITATION_STATUSES as readonly string[]).includes(value);

/** The filters of the list's page, and of the file of it. An empty field filters nothing. */
export const listFilters = z.object({
  search: text(LONGEST_SEARCH),
  status: z
    .string()
    .refine(isStatus, { params: { key: 'field.option_unknown' satisfies MessageKey } })
    .transform((value) => (value || undefined) as InvitationStatus | undefined)
    .optional(),
  organization: text(255),
  inviter: text(255),
  group: text(1024),
  app: text(255),
  sentFrom: day,
  sentUntil: day,
});

/** Order and place: taken as far as they are valid, as an old bookmark must not fail. */
const place = z.object({
  sort: z.enum(LIST_ORDERS).default('attention').catch('attention'),
  max: z.coerce
    .number()
    .refine((size) => PAGE_SIZES.some((each) => each === size))
    .default(PAGE_SIZE)
    .catch(PAGE_SIZE),
  first: z.coerce.number().int().min(0).max(10_000_000).default(0).catch(0),
  cursor: z.string().regex(CURSOR).optional().catch(undefined),
});

/** Filters that cannot be read, by their fields: without them the list would hold more than was asked for. */
export function unreadableFilters(query: unknown): FieldError[] {
  const { error } = listFilters.safeParse(query, { reportInput: true });
  return error ? faultsOf(error) : [];
}

/** The query of the list's page, without the filters that cannot be read ({@link unreadableFilters}). */
export function readListQuery(query: object) {
  const unreadable = unreadableFilters(query).map(({ field }) => field);
  const readable = Object.fromEntries(Object.entries(query).filter(([name]) => !unreadable.includes(name)));
  const { search = '', ...filters } = listFilters.parse(readable);
  return { search, ...filters, ...place.parse(query) };
}

declare global {
  namespace Express {
    interface Locals {
      /** Query of the list from which the person has come, checked. */
      list?: string | undefined;
    }
  }
}

/** A list's query as it stands in `?lista=`. */
const LONGEST = 2000;
const queryOf = (list: string) => Object.fromEntries(new URLSearchParams(list));

/** Reads from `?lista=` where the way back leads: to the list as the person has left it, whatever they do on the way. */
export const keepList: RequestHandler = (req, res, next) => {
  res.locals.list = listQueryText(readListQuery(queryOf(textOf(req.query.lista, LONGEST))));
  next();
};

/** The filters in `?lista=`, for a command over all that match. Throws `invalid_request` where one cannot be read, as it would reach more than was meant. */
export function filtersOfList({ query: { lista = '' } }: Pick<Request, 'query'>): Matches {
  const isWhole = typeof lista === 'string' && lista.length <= LONGEST;
  if (!isWhole) throw new AppError('invalid_request', { fields: [{ field: 'lista', key: 'field.invalid' }] });
  return parse(listFilters, queryOf(lista));
}

export function listAddress({ locals: { list } }: Response): string {
  return list ? `${PAGES.admin}?${list}` : PAGES.admin;
}

/** A page of one invitation that knows the way back. */
export function addressWithList({ locals }: Response, page: PageOfOne, id: string): string {
  return withList(addressOf(page, id), locals);
}
