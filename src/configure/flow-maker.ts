import { unlessGone } from '../keycloak/api/faults.ts';
import type { KeycloakAdmin } from '../keycloak/api/keycloak-admin.ts';
import { anEnding } from './flow-writer.ts';
import { type Requirement, unwanted } from './requirement.ts';

/** Flows are made under a name of their own, in which no other run of the command looks for them, and get theirs once they are whole. */

/** What Keycloak takes in the name of a new flow. */
export const FLOW_NAME = /^[\p{L}\p{N} _.-]+$/u;
/** With what the names of all our flows begin: a client's id, without what Keycloak takes in no name. */
export const beginningOf = (clientId: string) => `${clientId.replace(/[^\p{L}\p{N} _.-]/gu, '_')} - `;

const unfinished = (alias: string, ending: string, time: number) => `unfinished ${time} - ${alias}${ending}`;
/** Milliseconds after which no run is at work any more on a flow that is unfinished. */
const GIVEN_UP = 10 * 60_000;

/** How one flow is made. */
export interface Making {
  description: string;
  /** Makes the flow; the names of those within it begin with the flow's later name, and end so. */
  make(name: string, ending: string): Promise<unknown>;
  /** Whether a flow is as it is to be, and may be followed. */
  isRight(name: string): Promise<boolean>;
  /** Has nobody follow the flow of before any more: Keycloak deletes none that is in use. */
  release(): Promise<unknown>;
}

/** @returns whether the flow is there now, made by this run or by another at the same time. */
export async function makeFlow(
  { authenticationManagement: flows }: KeycloakAdmin,
  alias: string,
  { description, make, isRight, release }: Making,
): Promise<boolean> {
  const named = async (name: string) => (await flows.getFlows()).filter((flow) => flow.alias === name);
  const remove = ({ id = '' }) => flows.deleteFlow({ flowId: id }).catch(unlessGone);
  const ending = anEnding();
  const name = unfinished(alias, ending, Date.now());
  try {
    await make(name, ending);
    if (!(await isRight(name))) return false;
    const [[made], [before]] = [await named(name), await named(alias)];
    if (before && (await isRight(alias))) return true;
    if (before) await release().then(() => remove(before));
    await flows.updateFlow({ flowId: made?.id ?? '' }, { ...made, alias, description });
    // Of two runs in the same moment both keep the same one.
    const [, ...others] = (await named(alias)).toSorted(({ id: one = '' }, { id: other = '' }) => one.localeCompare(other));
    for (const other of others) await remove(other);
    return true;
  } finally {
    for (const left of await named(name)) await remove(left);
  }
}

/** Flows on which a run was at work that has died. */
export function unfinishedFlows({ authenticationManagement: flows }: KeycloakAdmin, clientId: string): Requirement {
  return {
    title: 'unfinished flows',
    async look() {
      const known = await flows.getFlows();
      return known.flatMap(({ id = '', alias = '' }) => {
        const [, time, name] = alias.match(/^unfinished (\d+) - (.*)$/) ?? [];
        if (!name?.startsWith(beginningOf(clientId)) || Date.now() - Number(time) < GIVEN_UP) return [];
        return [unwanted(`“${alias}” of a run that did not end`, () => flows.deleteFlow({ flowId: id }))];
      });
    },
  };
}
