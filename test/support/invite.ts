import { load } from './html.ts';
import { type CaughtMail, mailTo } from './mail.ts';
import { adminMachineToken, uniqueEmail } from './realm.ts';
import { sidecar, visitor } from './sidecar.ts';
import { until } from './wait.ts';

/** The steps of an invitation, for suites that need one as their starting point. */

/**
 * An access token with the role `admin` of the sidecar. A machine's: Keycloak's brute-force protection refuses
 * a person who signs in several times at once, as suites do.
 */
export const adminToken = adminMachineToken;

export interface InvitationAnswer {
  id: string;
  email: string;
  status: string;
  sends: number;
  error: string | null;
  sentAt: string | null;
  expiresAt: string | null;
}

export interface Invited {
  invitation: InvitationAnswer;
  mail: CaughtMail;
  /** The action token of the mail's link. */
  key: string;
}

/** Invites over the API, waits for the mail and returns both. */
export async function invitePerson(body: Record<string, unknown> = {}): Promise<Invited> {
  const answer = await sidecar()
    .post('/api/v1/invitations')
    .set('Authorization', `Bearer ${await adminToken()}`)
    .send({ email: uniqueEmail(), firstName: 'Ana', lastName: 'Prado', ...body })
    .expect(201);
  const invitation = answer.body as InvitationAnswer;
  const mail = await mailTo(invitation.email);
  return { invitation, mail, key: keyOf(mail) };
}

export function keyOf(mail: CaughtMail): string {
  return new URL(mail.link).searchParams.get('key') ?? '';
}

/** How an invitation stands, as the API tells it. */
export async function invitationNow(id: string): Promise<InvitationAnswer> {
  const answer = await sidecar()
    .get(`/api/v1/invitations/${id}`)
    .set('Authorization', `Bearer ${await adminToken()}`)
    .expect(200);
  return answer.body as InvitationAnswer;
}

/** Waits for the status: that somebody is active is written down after their page has been answered. */
export function untilStatus(id: string, status: InvitationAnswer['status']): Promise<InvitationAnswer> {
  return until(`the status ${status}`, async () => {
    const invitation = await invitationNow(id);
    return invitation.status === status && invitation;
  });
}

/** A password that meets the realm's rules and is not weak. */
export const GOOD_PASSWORD = 'Faro-8-nube-Lima';

/** What a person fills in. */
export const FILLED = { firstName: 'Ana', lastName: 'Prado', password: GOOD_PASSWORD };

/** A person's browser without JavaScript, with the activation page open. */
export async function openActivation(key: string) {
  const agent = visitor();
  const page = await agent.get('/activar').query({ key }).expect(200);
  const csrf = load(page.text).value('_csrf');
  return {
    page: load(page.text),
    /** Sends the form, as typed. */
    submit: (fields: Record<string, string> = FILLED) =>
      agent
        .post('/activar')
        .type('form')
        .send({ _csrf: csrf, key, ...fields }),
  };
}
