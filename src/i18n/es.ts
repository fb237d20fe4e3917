/** Spanish, the source language. Tone: ../shared/BRAND.md: usted, short, warm, no blame. Sorted by area. */
export const es = {
  // ── Errors: the key after `error.` is the stable `code` of problem+json (src/errors.ts) ──
  'error.not_found': 'No encontramos lo que busca.',
  'error.unexpected': 'Algo ha fallado por nuestra parte. Inténtelo de nuevo dentro de unos minutos.',
} as const;
