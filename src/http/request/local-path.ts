/** A path of our own, never another site: `//evil.test`, `/\evil.test` and `/.//evil.test` lead a browser to other hosts. */
export function localPath(path: string | undefined): string | undefined {
  if (!path?.startsWith('/')) return undefined;
  const base = 'http://path.invalid';
  const url = URL.canParse(path, base) ? new URL(path, base) : undefined;
  // URL parsing has removed the dots, so `/.//evil.test` is `//evil.test` here.
  return url?.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search : undefined;
}
