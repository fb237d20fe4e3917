import type { CookieOptions } from 'express';
import type { Config } from '../../settings/config.ts';

/** Name and attributes of a cookie out of reach of scripts and other sites; `__Host-` binds it to this host where there is HTTPS. */
export function hostCookie(
  { publicUrl }: Pick<Config, 'publicUrl'>,
  name: string,
): { name: string; options: CookieOptions & { secure: boolean; sameSite: 'lax' } } {
  const secure = publicUrl.startsWith('https:');
  return { name: secure ? `__Host-${name}` : name, options: { httpOnly: true, secure, sameSite: 'lax', path: '/' } };
}
