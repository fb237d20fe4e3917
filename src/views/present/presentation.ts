import type { PageContext } from '../models/models.ts';

/** What a page's words may depend on beside its model. */
export interface Presentation {
  context: PageContext;
  supportEmail: string;
}
