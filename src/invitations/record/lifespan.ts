import { z } from 'zod';
import type { Config } from '../../settings/config.ts';

/** How long links hold where nobody says otherwise, and at most, in hours. */
export type LifespanSettings = Pick<Config, 'invitationLifespanHours' | 'invitationMaxLifespanHours'>;

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
export function lifespanOf(config: LifespanSettings, hours: number | undefined): number {
  return Math.min(hours ?? config.invitationLifespanHours, config.invitationMaxLifespanHours);
}

/** The record of a mail sent at `sentAt`: the one place where a link's end is computed. */
export function mailedAt(config: LifespanSettings, hours: number | undefined, sentAt: Date): { sentAt: Date; expiresAt: Date } {
  return { sentAt, expiresAt: new Date(sentAt.getTime() + lifespanOf(config, hours) * 3_600_000) };
}
