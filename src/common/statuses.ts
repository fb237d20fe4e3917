/** The statuses of an invitation, for features and pages alike. */
export const INVITATION_STATUSES = ['queued', 'sent', 'failed', 'opened', 'activated', 'expired', 'revoked'] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

/**
 * What can be done with many invitations at once. To extend one is to send another mail whose link holds for so long: the end of a link stands in
 * the link itself.
 */
export const BULK_COMMANDS = ['resend', 'extend', 'revoke'] as const;
export type BulkCommand = (typeof BULK_COMMANDS)[number];

/**
 * What an invitation says of a link that Keycloak would still take: the link may be used (`current`); only after an admin has sent a new mail
 * (`held_back`); a newer mail holds the good one (`replaced`); its person can sign in already (`used`); or the invitation has been revoked.
 */
export type LinkVerdict = 'current' | 'held_back' | 'replaced' | 'used' | 'revoked';

/** What keeps somebody whom a link has brought from going on to their company's provider: a page of that name tells them. */
export type HindranceToCompany = 'companyGone' | 'companyOff' | 'expired' | 'replaced' | 'invalid';
