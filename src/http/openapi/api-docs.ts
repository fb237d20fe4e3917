import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import { RESOURCES } from '../../common/addresses.ts';
import { ROOT } from '../../common/paths.ts';
import { methodNotAllowed } from '../answer/problem.ts';
import type { ShowPage } from '../pages/pages.ts';
import { openApiDocument } from './openapi.ts';

/** `/api/openapi.json`, for programs, and `/api/docs`, the same for people, with a way to try it. Both are public: they hold no data. */
export function apiDocs(api: Omit<Parameters<typeof openApiDocument>[0], 'version'>, show: ShowPage): Router {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  let made: ReturnType<typeof openApiDocument> | undefined;
  /** Made for whoever asks first: the schemas take a start a tenth of its processor time. */
  const document = () => {
    made ??= openApiDocument({ ...api, version });
    return made;
  };
  const router = Router();
  router
    .route(RESOURCES.document)
    .get((_req, res) => void res.set('Cache-Control', 'public, max-age=300').json(document()))
    .all(methodNotAllowed('GET'));
  router
    .route(RESOURCES.documentation)
    .get((req, res) => show(req, res, 'apiDocs', { document: document() }))
    .all(methodNotAllowed('GET'));
  return router;
}
