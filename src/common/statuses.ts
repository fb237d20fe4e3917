/** The statuses of an invitation, for features and pages alike. */
export const INVITATION_STATUSES = ['queued', 'sent', 'failed', 'opened', 'activated', 'expired', 'revoked'] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];
