import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { SAVED_EVENTS } from '../keycloak/checks/event-logs.ts';
import { realmAccess } from './realm-access.ts';
import { differs, type Finding, missing, type Requirement, recommended } from './requirement.ts';
import type { WantedRealm } from './wanted-realm.ts';

/** Seconds: the sender and the watcher look back for a day when they start. */
const LEAST_RETENTION = 86_400;

/**
 * Keycloak's logs of what admins and people do, which the worker follows. Admin events also tell whether an account is wholly a
 * company's: so they are kept for as long as an invitation may hold. Nothing is kept for less than before; what is kept for ever stays so.
 */
export function eventLogRequirements(admin: KeycloakAdmin, { realm: wanted, keepAdminEvents }: WantedRealm): Requirement[] {
  const access = realmAccess(admin);
  const usual = Number(wanted.attributes?.adminEventsExpiration);
  const least = Math.max(LEAST_RETENTION, keepAdminEvents);

  async function adminEvents(): Promise<Finding[]> {
    const { adminEventsEnabled, adminEventsDetailsEnabled, attributes } = await access.read();
    const retention = Number(attributes?.adminEventsExpiration ?? 0);
    const keep = (seconds: number) => access.setAttribute('adminEventsExpiration', String(seconds));
    if (!adminEventsEnabled) {
      const on = async () => {
        await access.update({ adminEventsEnabled: true, adminEventsDetailsEnabled: false });
        if (retention < least) await keep(Math.max(usual, least));
      };
      return [differs('off: users created in the console or by other clients are not invited', on)];
    }
    const findings: Finding[] = [];
    if (isShort(retention, least)) findings.push(differs(`kept for ${retention} seconds, not ${least}`, () => keep(least)));
    if (adminEventsDetailsEnabled) {
      const off = () => access.update({ adminEventsDetailsEnabled: false });
      findings.push(recommended(differs('hold representations, that is personal data which the sidecar does not need', off)));
    }
    return findings;
  }

  async function userEvents(): Promise<Finding[]> {
    const { eventsEnabled, eventsExpiration: retention = 0, enabledEventTypes = [] } = await readConfig();
    const keep = { eventsExpiration: wanted.eventsExpiration ?? usual };
    const findings: Finding[] = [];
    if (!eventsEnabled) {
      const settings = { eventsEnabled: true, ...(retention < LEAST_RETENTION && keep) };
      findings.push(differs('off: who sets a password on Keycloak’s own pages is noticed late', () => access.update(settings)));
    } else if (isShort(retention)) {
      findings.push(differs(`kept for ${retention} seconds, not ${keep.eventsExpiration}`, () => access.update(keep)));
    }
    const lacking = SAVED_EVENTS.filter((type) => !enabledEventTypes.includes(type));
    if (lacking.length > 0) {
      const types = [...enabledEventTypes, ...lacking];
      findings.push(missing(`${lacking.join(', ')} not saved`, () => access.update({ enabledEventTypes: types })));
    }
    return findings;
  }

  /** This endpoint names the saved types; in the realm itself, an empty list means Keycloak's default types. */
  const readConfig = () => admin.realms.getConfigEvents({ realm: admin.realmName });

  return [
    { title: 'admin events', look: adminEvents },
    { title: 'user events', look: userEvents },
  ];
}

/** 0 stands for ever. */
const isShort = (retention: number, least = LEAST_RETENTION) => retention > 0 && retention < least;
