import { type Response, Router } from 'express';
import { z } from 'zod';
import { type AuditEntry, audit } from '../../audit.ts';
import { PAGES } from '../../common/addresses.ts';
import { AppError } from '../../errors.ts';
import { methodNotAllowed } from '../../http/answer/problem.ts';
import { toAppError } from '../../http/answer/to-app-error.ts';
import { parse } from '../../http/request/validation.ts';
import { userIdSchema } from '../../keycloak/realm/users.ts';
import { type AdminSelectionModel, SELECTION_COMMANDS, type SelectionCommand } from '../../views/models/list.ts';
import { PAGE_SIZES } from '../../views/present/list-links.ts';
import { wordsIn } from '../answers/keycloak-refusal.ts';
import { onOneOfMany } from '../bulk/on-one-of-many.ts';
import type { Invitation } from '../record/invitation.ts';
import { hasFailed } from '../record/life-cycle.ts';
import { readInvitation } from '../record/store.ts';
import { listAddress } from './list-query.ts';
import { type AdminPagesDeps, nameOf } from './page-parts.ts';

/** As many as a page of the list has at most. */
const MOST = Math.max(...PAGE_SIZES);
const AT_ONCE = 4;

/** One field of the form may stand in it once or many times. What can be no id is nobody's: it is told like an invitation that is gone. */
const ids = z.preprocess((value) => [...new Set([value ?? []].flat())], z.array(z.string().max(1000)).max(MOST));
const isId = (id: string): boolean => userIdSchema.safeParse(id).success;
const asked = z.object({ id: ids, orden: z.enum(SELECTION_COMMANDS) });
const confirmed = asked.extend({ clave: z.string().min(1).max(64) });

/**
 * Sending again to, or revoking, several invitations: first a page that names them, then the work. Each goes the way that it would go alone, so the same
 * rules decide, and what is refused is told one by one. The work answers by itself and not by a redirect: sent twice, it is done once.
 */
export function selectionPages(deps: AdminPagesDeps): Router {
  const { admin, config, limits, show, withCaller } = deps;
  const router = Router();
  const showNone = (
    req: Parameters<typeof show>[0],
    res: Parameters<typeof show>[1],
    command: AdminSelectionModel['command'],
    path: string,
  ) => show(req, res, 'adminSelection', { command, state: 'none' }, { path, status: 400 });

  router
    .route(PAGES.selection)
    .get(
      withCaller(async (req, res, { reach }) => {
        if (req.query.id === undefined) return res.redirect(303, listAddress(res));
        const { id: chosen, orden: command } = parse(asked, req.query);
        const known = await inTurn(chosen, (id) => readWithin(id));
        const people = known.flatMap((item) => item ?? []);
        const model: AdminSelectionModel = {
          ...{ command, state: 'asked', gone: chosen.length - people.length, key: crypto.randomUUID() },
          people: people.map((item) => ({ id: item.id, name: nameOf(item), email: item.email, status: item.status })),
          deletes: config.revokeAction === 'delete',
          mayLeave: !reach.all,
        };
        return show(req, res, 'adminSelection', model, { path: addressOfQuestion(res, command, chosen) });

        async function readWithin(id: string): Promise<Invitation | undefined> {
          if (!isId(id)) return undefined;
          try {
            await deps.requireReach(reach, id);
            return await readInvitation(admin, id);
          } catch (error) {
            const { code } = toAppError(error);
            if (code === 'not_found' || code === 'not_an_invitation') return undefined;
            throw error;
          }
        }
      }),
    )
    // The question has an address, so that the way back to it needs no form to be sent again.
    .post(
      withCaller(async (req, res) => {
        const { id: chosen, orden: command } = parse(asked, req.body);
        if (chosen.length === 0) return showNone(req, res, command, listAddress(res));
        res.redirect(303, addressOfQuestion(res, command, chosen));
      }),
    )
    .all(methodNotAllowed('GET', 'POST'));

  router
    .route(PAGES.confirmSelection)
    .get((_req, res) => res.redirect(303, listAddress(res)))
    .post(
      limits.perClient('selection', { max: 20, seconds: 60 }),
      withCaller(async (req, res, { actor }) => {
        const { id: chosen, orden: command, clave: key } = parse(confirmed, req.body);
        if (chosen.length === 0) return showNone(req, res, command, listAddress(res));
        const words = wordsIn(deps, res.locals.locale);
        const tell = (account: Told, outcome: AuditEntry['outcome'], detail: string) =>
          audit(deps.logger, { actor, command, account, outcome, detail, request: String(req.id) });
        const outcomes = await inTurn(chosen, async (id): Promise<Outcome> => {
          if (!isId(id)) return { id, who: id, refusal: new AppError('not_found') };
          const carried = await onOneOfMany(deps, actor, id, { command, key, words });
          const { before, after } = carried;
          if (after) {
            tell(after, 'done', after.status);
            return { id: after.id, who: whoIs(after), isFailed: hasFailed(after) };
          }
          const { refusal, error } = carried;
          if (refusal.status >= 500) deps.logger.error({ err: error }, 'one command of a selection failed');
          tell(before ?? { id }, refusal.status >= 500 ? 'failed' : 'refused', refusal.code);
          return { id, who: before ? whoIs(before) : id, refusal };
        });
        const refused = outcomes.flatMap(({ id, who, refusal }) =>
          refusal ? [{ id, who, key: `error.${refusal.code}` as const, params: refusal.params, fields: refusal.fields }] : [],
        );
        const failed = outcomes.flatMap(({ id, who, isFailed }) => (isFailed ? [{ id, who }] : []));
        const done = outcomes.length - refused.length - failed.length;
        return show(req, res, 'adminSelection', { command, state: 'done', done, failed, refused }, { path: listAddress(res) });
      }),
    )
    .all(methodNotAllowed('GET', 'POST'));

  return router;
}

/** Where the question about those chosen is asked; it knows the way back to the list. */
function addressOfQuestion({ locals }: Response, command: SelectionCommand, chosen: readonly string[]): string {
  const query = new URLSearchParams({ orden: command });
  for (const id of chosen) query.append('id', id);
  if (locals.list) query.set('lista', locals.list);
  return `${PAGES.selection}?${query}`;
}

type Told = NonNullable<AuditEntry['account']>;

interface Outcome {
  id: string;
  who: string;
  /** The mail could not be sent; it is tried again. */
  isFailed?: boolean;
  refusal?: AppError;
}

const whoIs = (invitation: Invitation): string => nameOf(invitation) || invitation.email;

/** Some at once, in the order of the list. */
async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = all.entries();
  const worker = async () => {
    for (const [i, one] of queue) results[i] = await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
