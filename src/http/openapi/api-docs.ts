import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import { RESOURCES } from '../../addresses.ts';
import type { Brand } from '../../brand.ts';
import type { Config } from '../../config.ts';
import { ROOT } from '../../paths.ts';
import { methodNotAllowed } from '../answer/problem.ts';
import type { ShowPage } from '../pages/pages.ts';
import { type Operation, openApiDocument } from './openapi.ts';

export interface ApiDocsDeps {
  brand: Pick<Brand, 'name'>;
  config: Pick<Config, 'publicUrl'>;
  /** Keycloak: whose tokens the API takes. */
  server: { issuer: string };
  operations: Operation[];
  show: ShowPage;
}

/** `/api/openapi.json`, for programs, and `/api/docs`, the same for people, with a way to try it. Both are public: they hold no data. */
export function apiDocs({ brand, config, server, operations, show }: ApiDocsDeps): Router {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const title = `${brand.name}: invitations`;
  const document = openApiDocument({ title, version, publicUrl: config.publicUrl, issuer: server.issuer, operations });
  const router = Router();
  router
    .route(RESOURCES.document)
    .get((_req, res) => void res.set('Cache-Control', 'public, max-age=300').json(document))
    .all(methodNotAllowed('GET'));
  router
    .route(RESOURCES.documentation)
    .get((req, res) => show(req, res, 'apiDocs', { document }))
    .all(methodNotAllowed('GET'));
  return router;
}
