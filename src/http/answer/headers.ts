import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Config } from '../../settings/config.ts';

/**
 * Security headers of every answer. The policy allows our own files only: nothing inline, nothing from elsewhere.
 * `form-action` names Keycloak and the platform because browsers check it again at redirects after a form.
 */
export function securityHeaders(config: Pick<Config, 'publicUrl' | 'platformLoginUrl' | 'keycloak'>): RequestHandler {
  const formTargets = [config.keycloak.publicUrl, config.platformLoginUrl].flatMap((url) => (url ? [new URL(url).origin] : []));
  const https = config.publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        workerSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'", ...new Set(formTargets)],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
  });
}

/** Lets a form of this answer lead to another site in the end: browsers check redirects after a form, too. */
export function letFormLeadTo(res: Response, address: string): void {
  const policy = String(res.getHeader('Content-Security-Policy') ?? '');
  const { origin } = new URL(address);
  if (!policy.includes(` ${origin}`))
    res.set('Content-Security-Policy', policy.replace('form-action ', `form-action ${origin} `));
}

/** Pages and API answers hold personal data: no cache may keep them. */
export const noStore: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};
