import { z } from 'zod';
import type { FieldError } from '../../errors.ts';
import type { MessageKey } from '../../i18n/index.ts';
import type { Config } from '../../settings/config.ts';

/** How long links hold where nobody says otherwise, and at most, in hours. */
export type LifespanSettings = Pick<Config, 'invitationLifespanHours' | 'invitationMaxLifespanHours' | 'timeZone'>;

export type MaxLifespan = Pick<LifespanSettings, 'invitationMaxLifespanHours'>;

/** The lifespan that a request may ask for, in hours: more than INVITATION_MAX_LIFESPAN_HOURS is refused, whoever asks. */
export const lifespanSchema = ({ invitationMaxLifespanHours }: MaxLifespan) =>
  z
    .int()
    .min(1)
    .max(invitationMaxLifespanHours)
    .optional()
    .describe('How many hours the link holds; the setting INVITATION_LIFESPAN_HOURS by default.');

/** Hours that the link of the next mail holds: the stored value, or the setting's, at most INVITATION_MAX_LIFESPAN_HOURS. */
export function lifespanOf(config: Omit<LifespanSettings, 'timeZone'>, hours: number | undefined): number {
  return Math.min(hours ?? config.invitationLifespanHours, config.invitationMaxLifespanHours);
}

/** How long an invitation's links hold, and the last day of what it gives, if there is one: no link holds for longer. */
export interface Lifespan {
  lifespanHours?: number | undefined;
  accessUntil?: string | undefined;
}

/** The record of a mail sent at `sentAt`: the one place where a link's end is computed. */
export function mailedAt(
  config: LifespanSettings,
  { lifespanHours, accessUntil: lastDay }: Lifespan,
  sentAt: Date,
): { sentAt: Date; expiresAt: Date } {
  const asked = sentAt.getTime() + lifespanOf(config, lifespanHours) * 3_600_000;
  const end = lastDay === undefined ? asked : Math.min(asked, endOfDay(lastDay, config.timeZone).getTime());
  return { sentAt, expiresAt: new Date(end) };
}

/** Seconds that the link of a mail holds which is sent now: one minute where the last day is over, as Keycloak knows no less. */
export function secondsOf(config: LifespanSettings, lifespan: Lifespan): number {
  const { sentAt, expiresAt } = mailedAt(config, lifespan, new Date());
  return Math.max(60, Math.floor((expiresAt.getTime() - sentAt.getTime()) / 1000));
}

/** Whether a text is a day of the calendar, as `2026-12-31`. */
export function isDay(text: string): boolean {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : Number.NaN);
  // February 31 is one of March for a Date.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The last day of what an invitation gives; an empty text stands for no end where `isEmptied`. */
export const accessUntilSchema = ({ isEmptied = false } = {}) =>
  z
    .string()
    .trim()
    .refine((text) => isDay(text) || (isEmptied && text === ''), { params: { key: 'field.day' satisfies MessageKey } })
    .optional()
    .meta({ format: 'date' })
    .describe(
      'Last day (`2026-12-31`, in the time zone of the setting MAIL_TIME_ZONE) of what the invitation gives: its company and its groups are taken back then; the account is disabled if the invitation made it and it is nothing else.',
    );

/** The day that it is in a time zone; days are compared as texts, so that no clock change matters. */
export function dayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall shows in a time zone, as `2026-11-27T20:15:00`. The formats are kept: they are slow to make, and imports ask for each row. */
export function wallTime(timeZone: string, at: Date | number): string {
  // Swedish dates are ISO dates.
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(timeZone, format);
  return format.format(at).replace(' ', 'T');
}

/** Years from now in which a last day may lie: later ones are slips of the hand, and years of five digits are nobody's. */
const MOST_YEARS = 100;
/** Moments between which clocks are asked; what is stored may lie beyond, or be no day at all. */
const CLOCKS = [0, Date.UTC(9000, 0)] as const;

/** The moment at which a day is over in a time zone; a far one for a text that is no day. */
export function endOfDay(day: string, timeZone: string): Date {
  const [earliest, latest] = CLOCKS;
  const midnight = isDay(day) ? Date.parse(`${day}T00:00:00Z`) + 86_400_000 : latest;
  return momentOf(Math.min(Math.max(midnight, earliest), latest), timeZone);
}

/** The moment at which clocks of a time zone show something, given as if it were a moment of UTC. */
export function momentOf(wall: number, timeZone: string): Date {
  const offset = (at: number) => Date.parse(`${wallTime(timeZone, at)}Z`) - at;
  // The offset may change in that very night: so it is asked again where the first answer leads.
  return new Date(wall - offset(wall - offset(wall)));
}

/**
 * What is wrong with the last day of an access.
 * @param linkEnds until when the invitation's link holds; undefined where none matters any more.
 */
export function accessFault(
  day: string | undefined,
  { timeZone }: Pick<Config, 'timeZone'>,
  linkEnds: Date | undefined,
  now = new Date(),
): Omit<FieldError, 'field'> | undefined {
  if (day === undefined) return undefined;
  if (!isDay(day)) return { key: 'field.day' };
  const today = dayIn(timeZone, now);
  if (day < today) return { key: 'field.date_past' };
  if (day > `${Number(today.slice(0, 4)) + MOST_YEARS}${today.slice(4)}`)
    return { key: 'field.date_far', params: { years: MOST_YEARS } };
  return linkEnds && day < dayIn(timeZone, linkEnds) ? { key: 'field.access_before_link' } : undefined;
}

/** What the record says of an end, or of none. */
export const accessUntil = (day: string | undefined) => ({ accessUntil: day, accessDue: day, accessEndedAt: undefined });

/** Whether the last day of what an invitation gives has passed: a link would lead to nothing. */
export function hasAccessEnded(
  { timeZone }: Pick<Config, 'timeZone'>,
  { accessUntil }: { accessUntil?: string | undefined },
  now = new Date(),
): boolean {
  return accessUntil !== undefined && accessUntil < dayIn(timeZone, now);
}

/** Whether an invitation's access is over, and has not been taken back altogether. */
export function isAccessOver({ accessDue }: { accessDue: string | undefined }, today: string): boolean {
  return accessDue !== undefined && accessDue < today;
}
