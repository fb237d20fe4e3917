import { Router } from 'express';
import { PAGES } from '../../common/addresses.ts';
import { sendCsv } from '../../http/answer/send-file.ts';
import { parse } from '../../http/request/validation.ts';
import { delimiterIn } from '../../i18n/index.ts';
import { exported } from '../export/export.ts';
import { listFilters } from './list-query.ts';
import type { AdminPagesDeps } from './page-parts.ts';

/** `GET /admin/exportar`: what the list shows, all of it, as a file. */
export function exportRoute({ config, list, limits, withCaller }: AdminPagesDeps): Router {
  const router = Router();
  router.get(
    PAGES.exportInvitations,
    limits.perClient('export', { max: 20, seconds: 300 }),
    withCaller(async (req, res, { reach }) => {
      const { locale } = res.locals;
      const delimiter = delimiterIn(locale);
      const text = await exported(list, reach, parse(listFilters, req.query), { locale, delimiter, timeZone: config.timeZone });
      await sendCsv(res, 'invitaciones.csv', text);
    }),
  );
  return router;
}
