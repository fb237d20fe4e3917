import type { PageFaults } from '../../keycloak/ride/ride.ts';
import type { Submission } from '../../keycloak/ride/steps/step.ts';
import type { WaysModel } from '../../views/models/ways.ts';

export type Body = Readonly<Record<string, unknown>>;

/** Something that a realm asks for beside details and password, and how our page asks the person for it. */
export interface Way {
  /** Keycloak's page of it. */
  page: string;
  /** What our page shows. @param typed the form as it was sent, if it was. */
  model(typed: Body | undefined, faults: string[]): Partial<WaysModel>;
  /** What a form that was sent says of it, and what can be seen here to be wrong, in words. */
  read(body: Body): { answer: Partial<Submission>; faults: string[] };
  /** What Keycloak's page says is wrong, in words. Without any fault it asks for something that was not asked on our page. */
  faultsOf(page: PageFaults, typed: Body): string[];
}
