/** The statuses of an invitation, for features and pages alike. */
export const INVITATION_STATUSES = ['queued', 'sent', 'failed', 'opened', 'activated', 'expired', 'revoked'] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

/**
 * What can be done with many invitations at once. To extend one is to send another mail whose link holds for so long: the end of a link stands in
 * the link itself.
 */
export const BULK_COMMANDS = ['resend', 'extend', 'revoke'] as const;
export type BulkCommand = (typeof BULK_COMMANDS)[number];
