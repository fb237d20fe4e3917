import type RealmRepresentation from '@keycloak/keycloak-admin-client/lib/defs/realmRepresentation.js';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import type { RealmFile } from '../keycloak/realm/realm-file.ts';
import { mayChooseAddresses } from '../keycloak/rights/chosen-addresses.ts';
import { wantsCompanies } from './companies.ts';
import { type RealmAccess, realmAccess } from './realm-access.ts';
import { differs, type Finding, leftToOwner, missing, type Requirement, recommended, warning } from './requirement.ts';
import type { WantedRealm } from './wanted-realm.ts';

/** Languages, themes, organizations, mail: the realm's own settings, of which only those are touched that the sidecar depends on. */
export function realmSettingsRequirements(admin: KeycloakAdmin, all: WantedRealm): Requirement[] {
  const { realm: wanted } = all;
  const access = realmAccess(admin);
  const requirement = (title: string, look: (realm: RealmRepresentation) => Finding[] | Promise<Finding[]>): Requirement => ({
    title,
    look: async () => look(await access.read()),
  });
  return [
    // Whether it is meant to be is for its owner to say.
    requirement('realm', ({ enabled }) => (enabled ? [] : [differs('it is disabled (Realm settings → Enabled)')])),
    requirement('languages', (realm) => languages(access, realm, wanted)),
    requirement('organizations', ({ organizationsEnabled }) =>
      organizationsEnabled || !wantsCompanies(all)
        ? []
        : [differs('organizations are off', () => access.update({ organizationsEnabled: true }))],
    ),
    requirement('e-mail theme', (realm) => theme(access, realm, wanted, 'emailTheme')),
    requirement('login theme of the realm', (realm) =>
      // Good keys of the sidecar's invitations are drawn in the theme of its client.
      theme(access, realm, wanted, 'loginTheme').map((finding) =>
        recommended({ ...finding, text: `${finding.text} (it draws expired links and mails sent from the console)` }),
      ),
    ),
    requirement('registration', ({ registrationAllowed, verifyEmail }) =>
      registrationAllowed && !verifyEmail
        ? [
            warning(
              'people may register with an address that is not theirs, because it is not verified (Realm settings → Login → Verify email): such accounts are not asked to join a company',
            ),
          ]
        : [],
    ),
    requirement('addresses', async (realm) =>
      realm.organizationsEnabled && (await mayChooseAddresses(admin, realm))
        ? [
            warning(
              'people may give their account an address that nobody confirms, so accounts with an unverified address are not asked to join a company: let administrators alone edit “email” (Realm settings → User profile), or have Update Email on (Authentication → Required actions) with Verify email (Realm settings → Login)',
            ),
          ]
        : [],
    ),
    requirement('mail server', ({ smtpServer }) =>
      smtpServer?.host ? [] : [leftToOwner('the realm has none, so Keycloak can send no mail (Realm settings → Email)')],
    ),
  ];
}

/** Languages are added; the realm's present language stays its default. */
function languages({ update }: RealmAccess, realm: RealmRepresentation, wanted: RealmFile): Finding[] {
  const known = realm.supportedLocales ?? [];
  const first = wanted.defaultLocale ?? 'es';
  const add = (tags: string[]) =>
    update({ internationalizationEnabled: true, supportedLocales: [...new Set([...known, ...tags])] });
  if (!realm.internationalizationEnabled) {
    const tags = [realm.defaultLocale ?? 'en', first];
    return [differs(`internationalization is off; on, with ${listed([...new Set([...known, ...tags])])}`, () => add(tags))];
  }

  const further = (wanted.supportedLocales ?? []).filter((tag) => tag !== first && !known.includes(tag));
  const findings = known.includes(first) ? [] : [missing(`${first} is missing`, () => add([first]))];
  if (further.length > 0) {
    const text = `${listed(further)} could be added: mails and pages are there`;
    // `first` again: it may have been added a moment ago, after `known` was read, and must stay.
    findings.push(recommended(missing(text, () => add([first, ...further]))));
  }
  if (realm.defaultLocale !== first) {
    const text = `the default is ${realm.defaultLocale ?? 'not set'}, not ${first}`;
    findings.push(recommended(differs(text, () => update({ defaultLocale: first }))));
  }
  return findings;
}

function theme(
  { update }: RealmAccess,
  realm: RealmRepresentation,
  wanted: RealmFile,
  name: 'emailTheme' | 'loginTheme',
): Finding[] {
  const [now, then] = [realm[name], wanted[name] ?? ''];
  return now === then ? [] : [differs(`${now ?? 'Keycloak’s own'}, not ${then}`, () => update({ [name]: then }))];
}

const listed = (tags: readonly string[]) => tags.join(', ');
