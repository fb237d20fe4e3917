import { GOOD_PASSWORD, invitePerson, openActivation } from '../support/invite.ts';
import { realmAdmin } from '../support/realm.ts';

/** The people of the pictures: a morning in the life of the list. */
interface Part {
  name: [firstName: string, lastName: string];
  email: string;
  organization: string;
  does?: 'activate' | 'open' | 'expire' | 'fail' | 'revoke';
}

const CAST: Part[] = [
  { name: ['Noa', 'Castro'], email: 'noa.castro@sol.test', organization: 'sol', does: 'fail' },
  { name: ['Iker', 'Etxeberria'], email: 'iker.etxeberria@luna.test', organization: 'luna', does: 'open' },
  { name: ['Aitana', 'Ruiz Soler'], email: 'aitana.ruiz@sol.test', organization: 'sol' },
  { name: ['', ''], email: 'compras@luna.test', organization: 'luna' },
  { name: ['Martí', 'Puig'], email: 'marti.puig@luna.test', organization: 'luna', does: 'expire' },
  { name: ['Hugo', 'Martín'], email: 'hugo.martin@sol.test', organization: 'sol', does: 'activate' },
  { name: ['Carmen', 'Vidal'], email: 'carmen.vidal@luna.test', organization: 'luna', does: 'activate' },
];

/** Invites them all over the API; each then does what they do, or time does. */
export async function invitePeople(): Promise<void> {
  for (const { name, email, organization, does } of CAST) {
    const [firstName, lastName] = name;
    const { invitation, key } = await invitePerson({ email, firstName, lastName, organization });
    if (does === 'activate') {
      const { submit } = await openActivation(key);
      await submit({ firstName, lastName, password: GOOD_PASSWORD });
    }
    if (does === 'open') await change(invitation.id, { 'invitation.status': 'opened' });
    // Its only mail could not be sent: so none was, and no link of it ends.
    if (does === 'fail')
      await change(invitation.id, {
        'invitation.status': 'failed',
        'invitation.error': 'mail_failed',
        'invitation.sends': '0',
        'invitation.sentAt': undefined,
        'invitation.expiresAt': undefined,
      });
    if (does === 'expire')
      await change(invitation.id, {
        'invitation.status': 'expired',
        'invitation.sentAt': daysAgo(9),
        'invitation.expiresAt': daysAgo(2),
      });
  }
}

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

async function change(id: string, attributes: Record<string, string | undefined>): Promise<void> {
  const admin = realmAdmin();
  const user = await admin.users.findOne({ id });
  if (!user) throw new Error(`there is no user ${id}`);
  await admin.users.update({ id }, { ...user, attributes: { ...user.attributes, ...attributes } });
}
