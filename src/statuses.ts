/** What may become of an invitation: the features decide it, pages show it. */
export const INVITATION_STATUSES = ['queued', 'sent', 'failed', 'opened', 'activated', 'expired', 'revoked'] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];
