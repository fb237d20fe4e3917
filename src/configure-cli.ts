import { parseArgs } from 'node:util';
import { CheckError } from './common/readiness-check.ts';
import { forThisKeycloak } from './configure/companies.ts';
import type { Chosen } from './configure/company-sign-in/candidate.ts';
import {
  companySignInRequirement,
  someNameOthersProviders,
  withCompanySignIn,
} from './configure/company-sign-in/company-sign-in.ts';
import { withoutCompanySignIn } from './configure/company-sign-in/removal.ts';
import { waysBesideRemoved, waysByCompanies } from './configure/company-sign-in/ways-in.ts';
import { configure, type Outcome, refusalWords } from './configure/configure.ts';
import { unfinishedFlows } from './configure/flow-maker.ts';
import { forgottenPasswordRequirement } from './configure/forgotten-password/forgotten-password.ts';
import { hasPasskeys, offersPasskeys, passkeysRequirement } from './configure/passkeys.ts';
import { protectsAdmins } from './configure/protect-admins.ts';
import { realmRequirements } from './configure/realm-requirements.ts';
import { readConfigureSettings } from './configure/settings.ts';
import { vouchingProvidersRequirement } from './configure/vouching-providers.ts';
import { readWantedRealm } from './configure/wanted-realm.ts';
import { embeddedKeycloak } from './embedded-keycloak.ts';
import { administratorOf } from './keycloak/api/administrator.ts';
import { requireSupportedKeycloak } from './keycloak/checks/supported-keycloak.ts';
import { given } from './settings/config.ts';

/**
 * `npm run configure -- --check | --apply`: makes an existing realm ready for the sidecar, and leaves everything else in it alone.
 * Exits with 0 when the realm is ready, 1 when something differs, 2 when it could not be told, also where the administrator may see a part alone.
 */
const USAGE = `Usage: npm run configure -- --check | --apply [--recommended] [--protect-admins] [--companies]
                            [--passkeys] [--company-sign-in [--provider ALIAS] [--remove]
                            [--confirm-addresses ALIAS] [--trust-unverified-addresses ALIAS]]

  --check         say what the realm lacks for the sidecar, and change nothing; exits with 1 if it lacks something
  --apply         make exactly those changes
  --recommended   with either: also what is recommended, such as the realm's login theme and fewer rights
  --protect-admins  with either: the service account manages no administrator of the realm (Keycloak's fine-grained admin permissions)
  --companies     with either, before Keycloak 26.7: the service account gets manage-realm, which organizations take there
  --passkeys      with either: people can sign in with a passkey and never with a password (looked at anyway with SIGN_IN=passkey)
  --company-sign-in  with either: people of an organization with an OpenID or SAML provider are invited without a password, and sign in there
  --provider      with --company-sign-in: only this one, and any other that is named so
  --confirm-addresses  with --company-sign-in: this provider does not say whether addresses are verified; everybody confirms theirs by a mail
  --trust-unverified-addresses  with --company-sign-in: the same without that mail. DANGEROUS: whoever may choose an address at this
                  provider gets into each account that is invited by it
  --remove        with either and --company-sign-in: takes that out again, and nothing else is looked at

Reads KEYCLOAK_URL, KEYCLOAK_PUBLIC_URL, KEYCLOAK_REALM, KEYCLOAK_CLIENT_ID, KEYCLOAK_CLIENT_SECRET, PUBLIC_URL and SIGN_IN, as the sidecar does,
and signs in as an administrator: KEYCLOAK_ADMIN_USERNAME (admin) and KEYCLOAK_ADMIN_PASSWORD, or KEYCLOAK_ADMIN_CLIENT_ID and
KEYCLOAK_ADMIN_CLIENT_SECRET, of the realm KEYCLOAK_ADMIN_REALM (master). Each secret also as NAME_FILE.
Without KEYCLOAK_URL it uses the Keycloak that \`npm start\` runs on this machine.
`;

const [READY, DIFFERS, TROUBLE] = [0, 1, 2];
const out = (line: string) => process.stdout.write(`${line}\n`);

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${lineOf(error)}\n`);
  process.exitCode = TROUBLE;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      apply: { type: 'boolean', default: false },
      recommended: { type: 'boolean', default: false },
      'protect-admins': { type: 'boolean', default: false },
      companies: { type: 'boolean', default: false },
      passkeys: { type: 'boolean', default: false },
      'company-sign-in': { type: 'boolean', default: false },
      provider: { type: 'string', multiple: true },
      'confirm-addresses': { type: 'string', multiple: true, default: [] },
      'trust-unverified-addresses': { type: 'string', multiple: true, default: [] },
      remove: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const {
    apply,
    check,
    recommended,
    remove,
    help,
    'confirm-addresses': confirmed,
    'trust-unverified-addresses': trusted,
  } = values;
  const chosen: Chosen = new Map([
    ...confirmed.map((alias) => [alias, 'confirmed'] as const),
    ...trusted.map((alias) => [alias, 'trusted'] as const),
  ]);
  const isAboutCompanies = remove || values.provider !== undefined || chosen.size > 0;
  const isTwofold = chosen.size < confirmed.length + trusted.length || (remove && chosen.size > 0);
  if (help || apply === check || isTwofold || (isAboutCompanies && !values['company-sign-in'])) {
    process.stdout.write(USAGE);
    return help ? READY : TROUBLE;
  }

  const env = given(process.env);
  const { environment, administrator } = await embeddedKeycloak(env);
  const settings = readConfigureSettings({ ...environment, ...administrator, ...env });
  const admin = administratorOf({ url: settings.keycloakUrl, realm: settings.realm }, settings.administrator);
  await requireSupportedKeycloak(admin);
  const wanted = await forThisKeycloak(admin, readWantedRealm(settings), values.companies);
  // Once given, the permissions stay: a run without the option gives nothing back.
  const protects = values['protect-admins'] || (await protectsAdmins(admin, settings.clientId));
  const providers = values['company-sign-in'] ? values.provider : await withCompanySignIn(admin);
  const looksAtCompanies = providers?.length !== 0 || (await someNameOthersProviders(admin));
  const asked = values.passkeys || settings.signIn === 'passkey';
  const makesPasskeys = asked || (await hasPasskeys(admin, settings));
  const { clientId } = settings;
  const requirements = remove
    ? [
        withoutCompanySignIn(admin, clientId, values.provider),
        forgottenPasswordRequirement(admin, clientId, {
          providers: () => waysBesideRemoved(admin, values.provider),
          passkeys: makesPasskeys && (await offersPasskeys(admin)),
          asked,
        }),
        unfinishedFlows(admin, clientId),
      ]
    : [
        ...realmRequirements(admin, wanted, protects),
        ...(makesPasskeys ? [passkeysRequirement(admin, settings)] : []),
        ...(looksAtCompanies ? [companySignInRequirement(admin, clientId, providers, chosen)] : []),
        vouchingProvidersRequirement(admin),
        forgottenPasswordRequirement(admin, clientId, {
          providers: () => waysByCompanies(admin, providers, chosen),
          passkeys: makesPasskeys,
          asked,
        }),
        unfinishedFlows(admin, clientId),
      ];
  const outcome = await configure(requirements, {
    apply,
    recommended,
    log: out,
  });
  for (const line of summary(outcome, { apply, recommended, remove })) out(line);
  if (apply && settings.clientSecret === undefined) {
    out(`The client’s secret, for KEYCLOAK_CLIENT_SECRET: Keycloak’s console, Clients → ${settings.clientId} → Credentials.`);
  }
  if (outcome.left > 0 || (check && outcome.changes > 0)) return DIFFERS;
  return outcome.unseen.length > 0 ? TROUBLE : READY;
}

function summary(
  { changes, left, advice, unseen }: Outcome,
  { apply, recommended, remove }: Record<'apply' | 'recommended' | 'remove', boolean>,
): string[] {
  const lines = [''];
  const again = `--apply${recommended ? ' --recommended' : ''}${remove ? ' --company-sign-in --remove' : ''}`;
  if (changes === 0 && left === 0)
    lines.push(unseen.length === 0 ? 'The realm is ready: nothing to do.' : 'As far as could be seen, there is nothing to do.');
  if (changes > 0)
    lines.push(apply ? `${counted(changes, 'change')} made.` : `${counted(changes, 'difference')}: ${again} makes the changes.`);
  if (left > 0) lines.push(`${counted(left, 'thing')} left to you: see above.`);
  if (advice > 0) lines.push(`${counted(advice, 'recommendation')} left out: --recommended takes them in.`);
  if (unseen.length > 0)
    lines.push(`Not looked at, as the administrator lacks the right (403; realm-admin has all): ${unseen.join(', ')}.`);
  return lines;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** One line for what a person can mend; the whole stack for what nobody has foreseen. */
function lineOf(error: unknown): string {
  const { name = '', code = '', message } = Object(error) as { name?: string; code?: string; message?: string };
  const known = ['ConfigError', 'SignInError', 'ConfigureError'].includes(name) || code.startsWith('ERR_PARSE_ARGS');
  if (known || error instanceof CheckError) return String(message);
  if (code === 'keycloak_unavailable') return 'Keycloak does not answer any more: run the command again, what is done stays done';
  const refusal = refusalWords(error);
  if (refusal !== undefined) return `the realm cannot be read: ${refusal}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
