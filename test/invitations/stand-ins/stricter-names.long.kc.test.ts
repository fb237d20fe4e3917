import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UserProfileAttribute, UserProfileConfig } from '@keycloak/keycloak-admin-client/lib/defs/userProfileMetadata.js';
import type { Actor } from '../../../src/authority/actor.ts';
import { amend } from '../../../src/invitations/commands/amend.ts';
import { invite } from '../../../src/invitations/commands/invite.ts';
import { resend } from '../../../src/invitations/commands/resend.ts';
import { revoke } from '../../../src/invitations/commands/revoke.ts';
import { invitationsOfCompanies } from '../../../src/invitations/listing/company-invitations.ts';
import { type Companies, createCompanies } from '../../authority/support.ts';
import { createUser } from '../../support/realm.ts';

/**
 * Rules of the realm for addresses and usernames: whoever invites is told the same of an address, whether or not it has an account elsewhere.
 */
let companies: Companies;
let own: UserProfileConfig;
beforeAll(async () => {
  companies = await createCompanies();
  own = await companies.console.users.getProfile();
});
afterAll(() => companies?.realm.remove());

const pattern = (text: string) => ({ pattern: { pattern: text } });
const everybody = { view: ['admin', 'user'], edit: ['admin', 'user'] };

interface Rules {
  attributes: (UserProfileAttribute & { name: string })[];
  usernames?: boolean;
}

const REALMS: Record<string, Rules> = {
  'addresses are of one domain': { attributes: [{ name: 'email', validations: pattern('[a-z0-9.-]+@sol[.]test') }] },
  'addresses are short': { attributes: [{ name: 'email', validations: { length: { max: 30 } } }] },
  'addresses are of one domain, and admins have to give one': {
    attributes: [{ name: 'email', required: {}, validations: pattern('[a-z0-9.-]+@sol[.]test') }],
    usernames: true,
  },
  'usernames are of a pattern': {
    attributes: [{ name: 'username', validations: pattern('[a-z]+[.][a-z]+[0-9]*@[a-z]+[.]test') }],
    usernames: true,
  },
  'both are': {
    attributes: [
      { name: 'email', validations: pattern('[a-z.0-9]+@sol[.]test') },
      { name: 'username', validations: { ...pattern('[a-z.0-9]+@sol[.]test'), length: { min: 3, max: 40 } } },
    ],
    usernames: true,
  },
};

async function turn({ attributes, usernames = false }: Rules): Promise<void> {
  const { realmName, realms, users } = companies.console;
  await realms.update({ realm: realmName }, { registrationEmailAsUsername: !usernames, editUsernameAllowed: usernames });
  const changed = (own.attributes ?? []).map((attribute) => {
    const rule = attributes.find(({ name }) => name === attribute.name);
    return rule
      ? { permissions: everybody, ...attribute, ...rule, validations: { ...attribute.validations, ...rule.validations } }
      : attribute;
  });
  await users.updateProfile({ ...own, attributes: changed });
}

/** An address that keeps all rules, as people have them. */
const address = (domain = 'sol.test') => `ana.prado${randomInt(1e9)}@${domain}`;

/** All that a company admin gets to know by commands, without what differs between any two. */
async function everythingAbout(email: string, actor: Actor): Promise<unknown[]> {
  const { sidecar } = companies;
  const seen: unknown[] = [];
  const told = async (what: string, work: Promise<{ id: string; status: string; email: string; sends: number }>) => {
    const outcome = await work.then(
      ({ id, status, email: shown, sends }) => ({ id, shown: [status, shown === email, sends] }),
      ({ code, fields, message }) => ({ id: undefined, shown: [code ?? message, fields] }),
    );
    seen.push([what, outcome.shown]);
    return outcome.id;
  };
  const request = { email, firstName: 'Ana', lastName: 'Prado', organization: 'mar' };
  const id = await told('invited', invite(sidecar, request, { actor }));
  await told('invited again', invite(sidecar, request, { actor }));
  if (id === undefined) return seen;
  const list = await invitationsOfCompanies(sidecar.admin, actor.reach.all ? [] : [...actor.reach.organizations], [email]);
  seen.push(['listed', list.map((item) => [item.email === email, item.status, item.firstName])]);
  await told('corrected', amend(sidecar, actor, id, { lastName: 'Vega' }));
  await told('sent again', resend(sidecar, actor, id));
  await told('revoked', revoke(sidecar, actor, id));
  return seen;
}

describe.each(Object.entries(REALMS))('where %s', (_, rules) => {
  /** Somebody elsewhere who was there before the rules. */
  let known: { good: string; bad: string };
  beforeAll(async () => {
    await turn({ attributes: [] });
    known = { good: address(), bad: address('an-other-domain-that-is-much-longer.example') };
    for (const email of Object.values(known)) await createUser(companies.console, { email });
    await turn(rules);
  });

  test('an address that keeps the rules is told alike', async () => {
    const unknown = await everythingAbout(address(), companies.mar);
    expect(unknown[0]).toEqual(['invited', ['sent', true, 1]]);
    expect(await everythingAbout(known.good, companies.mar)).toEqual(unknown);
  });

  test('one that breaks them is refused alike', async () => {
    const unknown = await everythingAbout(address('an-other-domain-that-is-much-longer.example'), companies.mar);
    expect(unknown[0]).toEqual(['invited', ['invalid_request', [expect.objectContaining({ field: 'email' })]]]);
    expect(await everythingAbout(known.bad, companies.mar)).toEqual(unknown);
  });
});
