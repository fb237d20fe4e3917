import type { Actor } from '../../src/authority/actor.ts';
import { amend } from '../../src/invitations/commands/amend.ts';
import { invite } from '../../src/invitations/commands/invite.ts';
import { resend } from '../../src/invitations/commands/resend.ts';
import { revoke } from '../../src/invitations/commands/revoke.ts';
import type { KeycloakAdmin } from '../../src/keycloak/api/keycloak-admin.ts';
import { companyAdmin } from '../support/actors.ts';
import { createOwnRealm, type OwnRealm } from '../support/own-realm.ts';
import { uniqueEmail } from '../support/realm.ts';

/** A realm with two companies, and a company admin of each: whose accounts are whose is asked of Keycloak. */
export interface Companies {
  realm: OwnRealm;
  sidecar: ReturnType<OwnRealm['sidecar']>;
  console: KeycloakAdmin;
  mar: Actor;
  sierra: Actor;
  companyIds: Record<'mar' | 'sierra', string>;
  /** An ordinary invitation by a company admin. */
  invited(by?: Actor): Promise<string>;
  /** What comes of each command, in one word: the permission as it shows, or the code of the refusal. */
  outcomes(actor: Actor, id: string): Promise<Record<'amend' | 'move' | 'resend' | 'revoke', string>>;
}

export async function createCompanies(): Promise<Companies> {
  return companiesIn(await createOwnRealm());
}

export async function companiesIn(realm: OwnRealm): Promise<Companies> {
  const { console } = realm;
  const sidecar = realm.sidecar();
  const company = async (alias: 'mar' | 'sierra', name: string) => {
    const { id = '' } = await console.organizations.create({ alias, name, enabled: true, domains: [] });
    return { id, alias, name };
  };
  const [ofMar, ofSierra] = [await company('mar', 'Mar'), await company('sierra', 'Sierra')];
  const [mar, sierra] = [companyAdmin(ofMar), { ...companyAdmin(ofSierra), userId: 'other' }];

  const code = (error: { code?: string }) => error.code ?? String(error);

  return {
    realm,
    sidecar,
    console,
    mar,
    sierra,
    companyIds: { mar: ofMar.id, sierra: ofSierra.id },
    async invited(by = mar) {
      const organization = by === sierra ? 'sierra' : 'mar';
      return (await invite(sidecar, { email: uniqueEmail(), organization }, { actor: by })).id;
    },
    async outcomes(actor, id) {
      const read = async () => (await console.users.findOne({ id })) ?? {};
      const email = uniqueEmail('otra');
      const done = () => 'done';
      const amended = await amend(sidecar, actor, id, { lastName: `L${Date.now()}` }).then(done, code);
      const moved = await amend(sidecar, actor, id, { email }).then(done, code);
      const beforeResend = await read();
      const resent = await resend(sidecar, actor, id, { lifespanHours: 1 }).then(async (sent) => {
        const now = await read();
        const isOnlyMail = now.attributes?.['invitation.id']?.[0] === beforeResend.attributes?.['invitation.id']?.[0];
        return isOnlyMail && sent.sends > Number(beforeResend.attributes?.['invitation.sends']?.[0]) ? 'mail' : 'done';
      }, code);
      const revoked = await revoke(sidecar, actor, id).then((now) => (now.ended === 'membership' ? 'left' : 'done'), code);
      return { amend: amended, move: moved, resend: resent, revoke: revoked };
    },
  };
}

export const ALL = { amend: 'done', move: 'done', resend: 'done', revoke: 'done' };
export const NOT_THEIRS = { amend: 'not_yours', move: 'not_yours', resend: 'mail', revoke: 'left' };
export const ACTIVE = { amend: 'already_active', move: 'already_active', resend: 'already_active', revoke: 'already_active' };
