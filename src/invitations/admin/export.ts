import { Router } from 'express';
import { z } from 'zod';
import { PAGES } from '../../common/addresses.ts';
import { sendCsv } from '../../http/answer/send-file.ts';
import { delimiterIn } from '../../i18n/index.ts';
import { exported } from '../export/export.ts';
import { INVITATION_STATUSES } from '../record/invitation.ts';
import type { AdminPagesDeps } from './page-parts.ts';

/** The filters of the list, taken as far as they are valid. */
const query = z.object({
  status: z.enum(INVITATION_STATUSES).optional().catch(undefined),
  organization: z.string().min(1).max(255).optional().catch(undefined),
  search: z.string().trim().min(1).max(255).optional().catch(undefined),
  group: z.string().trim().min(1).max(1024).optional().catch(undefined),
  app: z.string().trim().min(1).max(255).optional().catch(undefined),
});

/** `GET /admin/exportar`: what the list shows, all of it, as a file. */
export function exportRoute({ config, list, limits, withCaller }: AdminPagesDeps): Router {
  const router = Router();
  router.get(
    PAGES.exportInvitations,
    limits.perClient('export', { max: 20, seconds: 300 }),
    withCaller(async (req, res, { reach }) => {
      const { locale } = res.locals;
      const delimiter = delimiterIn(locale);
      const text = await exported(list, reach, query.parse(req.query), { locale, delimiter, timeZone: config.timeZone });
      await sendCsv(res, 'invitaciones.csv', text);
    }),
  );
  return router;
}
