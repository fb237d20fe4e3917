/** Keeps `value` in this tab for its next page. A browser that lets pages keep nothing goes on without. */
export function keep(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {}
}

/** What the page before has kept, once. */
export function take<T>(name: string): T | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(name) ?? 'null') as T | null;
    sessionStorage.removeItem(name);
    return kept ?? undefined;
  } catch {
    return undefined;
  }
}
