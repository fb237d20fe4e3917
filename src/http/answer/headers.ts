import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { ASSETS } from '../../common/addresses.ts';
import type { Config } from '../../settings/config.ts';

/**
 * Security headers of every answer; of built files only those that mean something for a file. The policy allows our own files only: nothing inline, nothing from elsewhere.
 * `form-action` names Keycloak and the platform because browsers check it again at redirects after a form.
 */
export function securityHeaders(config: Pick<Config, 'publicUrl' | 'platformLoginUrl' | 'keycloak'>): RequestHandler {
  const formTargets = [config.keycloak.publicUrl, config.platformLoginUrl].flatMap((url) => (url ? [new URL(url).origin] : []));
  const https = config.publicUrl.startsWith('https:');
  const strictTransportSecurity = https ? { maxAge: 31_536_000, includeSubDomains: false } : false;
  const ofPages = helmet({
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
    strictTransportSecurity,
    xFrameOptions: { action: 'deny' },
    // Of programs that are gone: Internet Explorer 8 and Flash.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
  });
  // A style sheet, a script or an image needs no more than this, also when somebody opens it by itself.
  const ofAssets = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    strictTransportSecurity,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
  return (req, res, next) => (req.path.startsWith(`${ASSETS}/`) ? ofAssets : ofPages)(req, res, next);
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
