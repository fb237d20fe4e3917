import { type Response, Router } from 'express';
import { z } from 'zod';
import { type AuditEntry, audit } from '../../audit.ts';
import type { Reach } from '../../authority/reach.ts';
import { PAGES } from '../../common/addresses.ts';
import { AppError } from '../../errors.ts';
import { methodNotAllowed } from '../../http/answer/problem.ts';
import { toAppError } from '../../http/answer/to-app-error.ts';
import { parse, textOf } from '../../http/request/validation.ts';
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
import { createSelectionResults, type SelectionResult } from './selection-result.ts';

/** As many as a page of the list has at most. */
const MOST = Math.max(...PAGE_SIZES);
const AT_ONCE = 4;
/** Characters of an address that Node's server takes. */
const LONGEST_RESULT = 16_000;
/** Characters that the result tells of what can be no id. */
const LONGEST_TOLD = 100;

/** One field of the form may stand in it once or many times. What can be no id is nobody's: it is told like an invitation that is gone. */
const ids = z.preprocess((value) => [...new Set([value ?? []].flat())], z.array(z.string().max(1000)).max(MOST));
const isId = (id: string): boolean => userIdSchema.safeParse(id).success;
const asked = z.object({ id: ids, orden: z.enum(SELECTION_COMMANDS) });
const confirmed = asked.extend({ clave: z.string().min(1).max(64) });

/**
 * Sending again to, or revoking, several invitations: first a page that names them, then the work. Each goes the way that it would go alone, so the same
 * rules decide, and what is refused is told one by one. Question and result have addresses, so that Back and reload send no form again.
 */
export function selectionPages(deps: AdminPagesDeps): Router {
  const { admin, config, limits, show, withCaller } = deps;
  const router = Router();
  const results = createSelectionResults(config);

  async function readWithin(reach: Reach, id: string): Promise<Invitation | undefined> {
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

  router
    .route(PAGES.selection)
    .get(
      withCaller(async (req, res, { reach }) => {
        if (req.query.orden === undefined) return res.redirect(303, listAddress(res));
        const { id: chosen, orden: command } = parse(asked, req.query);
        const path = addressOfQuestion(res, command, chosen);
        if (chosen.length === 0) return show(req, res, 'adminSelection', { command, state: 'none' }, { path, status: 400 });
        const known = await someAtOnce(chosen, (id) => readWithin(reach, id));
        const people = known.flatMap((item) => item ?? []);
        const model: AdminSelectionModel = {
          ...{ command, state: 'asked', gone: chosen.length - people.length, key: crypto.randomUUID() },
          people: people.map((item) => ({ id: item.id, name: nameOf(item), email: item.email, status: item.status })),
          deletes: config.revokeAction === 'delete',
          mayLeave: !reach.all,
        };
        return show(req, res, 'adminSelection', model, { path });
      }),
    )
    .post(
      withCaller(async (req, res) => {
        const { id: chosen, orden: command } = parse(asked, req.body);
        res.redirect(303, addressOfQuestion(res, command, chosen));
      }),
    )
    .all(methodNotAllowed('GET', 'POST'));

  router
    .route(PAGES.confirmSelection)
    .get(
      withCaller(async (req, res, { actor, reach }) => {
        const result = await results.open(actor.userId, textOf(req.query.resultado, LONGEST_RESULT));
        if (!result) return res.redirect(303, listAddress(res));
        const { command, done, failed, refused } = result;
        const told = [...failed, ...refused.map(({ id }) => id)];
        // The command has been carried out: what became of it is told, whether names can be read now or not.
        const people = await someAtOnce(told, (id) => readWithin(reach, id).catch(() => undefined));
        const who = new Map(people.flatMap((item) => (item ? [[item.id, nameOf(item) || item.email]] : [])));
        const named = <T extends { id: string }>(one: T) => ({ ...one, who: who.get(one.id) ?? one.id });
        const model: AdminSelectionModel = {
          ...{ command, state: 'done', done },
          failed: failed.map((id) => named({ id })),
          refused: refused.map(named),
        };
        return show(req, res, 'adminSelection', model);
      }),
    )
    .post(
      limits.perClient('selection', { max: 20, seconds: 60 }),
      withCaller(async (req, res, { actor }) => {
        const { id: chosen, orden: command, clave: key } = parse(confirmed, req.body);
        if (chosen.length === 0) return res.redirect(303, addressOfQuestion(res, command, chosen));
        const words = wordsIn(deps, res.locals.locale);
        const tell = (account: Told, outcome: AuditEntry['outcome'], detail: string) =>
          audit(deps.logger, { actor, command, account, outcome, detail, request: String(req.id) });
        const outcomes = await someAtOnce(chosen, async (id): Promise<Outcome> => {
          if (!isId(id)) return { id: id.slice(0, LONGEST_TOLD), refusal: new AppError('not_found') };
          const carried = await onOneOfMany(deps, actor, id, { command, key, words });
          const { before, after } = carried;
          if (after) {
            tell(after, 'done', after.status);
            return { id: after.id, isFailed: hasFailed(after) };
          }
          const { refusal, error } = carried;
          if (refusal.status >= 500) deps.logger.error({ err: error }, 'one command of a selection failed');
          tell(before ?? { id }, refusal.status >= 500 ? 'failed' : 'refused', refusal.code);
          return { id, refusal };
        });
        const sealed = await results.seal(actor.userId, resultOf(command, outcomes));
        const query = new URLSearchParams({ resultado: sealed, ...(res.locals.list && { lista: res.locals.list }) });
        return res.redirect(303, `${PAGES.confirmSelection}?${query}`);
      }),
    )
    .all(methodNotAllowed('GET', 'POST'));

  return router;
}

function resultOf(command: SelectionCommand, outcomes: readonly Outcome[]): SelectionResult {
  const refused = outcomes.flatMap(({ id, refusal }) =>
    refusal ? [{ id, key: `error.${refusal.code}` as const, params: refusal.params, fields: refusal.fields }] : [],
  );
  const failed = outcomes.flatMap(({ id, isFailed }) => (isFailed ? [id] : []));
  return { command, done: outcomes.length - refused.length - failed.length, failed, refused };
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
  /** The mail could not be sent; it is tried again. */
  isFailed?: boolean;
  refusal?: AppError;
}

/** Some at once, in the order of the list. */
async function someAtOnce<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = all.entries();
  const worker = async () => {
    for (const [i, one] of queue) results[i] = await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
