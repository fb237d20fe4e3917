import { LOCALES } from '../../settings/brand.ts';
import type { AdminInvitationNewModel } from '../../views/models/admin.ts';
import { groupSamples, NOTHING_CHOSEN, OFFERED } from './carried.ts';
import { ORGANIZATIONS } from './list.ts';
import type { Sample } from './page-samples.ts';

const emptyForm = {
  email: '',
  firstName: '',
  lastName: '',
  locale: 'es',
  organization: '',
  lifespanHours: '',
  signIn: '',
  accessUntil: '',
  message: '',
};
const form: Pick<
  AdminInvitationNewModel,
  'offered' | 'chosen' | 'organizations' | 'locales' | 'signIns' | 'defaultLifespanHours' | 'maxLifespanHours'
> = {
  offered: OFFERED,
  chosen: NOTHING_CHOSEN,
  signIns: ['password', 'passkey', 'company'],
  organizations: ORGANIZATIONS,
  locales: [...LOCALES],
  defaultLifespanHours: 168,
  maxLifespanHours: 720,
};

/** The form of a new invitation: empty, for the next person, and refused. */
export function newInvitationSamples(context: NonNullable<Sample['context']>): Sample[] {
  return [
    {
      name: 'admin-new',
      page: 'adminInvitationNew',
      model: { ...form, values: emptyForm, errors: [], organizationRequired: false, mayWrite: true },
      context,
    },
    {
      name: 'admin-new-next',
      page: 'adminInvitationNew',
      model: {
        ...form,
        defaultLifespanHours: 36,
        maxLifespanHours: 240,
        values: {
          ...emptyForm,
          organization: ORGANIZATIONS[0]?.alias ?? '',
          locale: 'de',
          lifespanHours: '72',
          accessUntil: '2027-06-30',
        },
        errors: [],
        organizationRequired: false,
        mayWrite: true,
      },
      context,
    },
    ...groupSamples(
      { ...form, values: { ...emptyForm, email: 'lucia@sol.test' }, organizationRequired: false, mayWrite: true },
      context,
    ),
    {
      name: 'admin-new-errors',
      page: 'adminInvitationNew',
      model: {
        ...form,
        values: { ...emptyForm, email: 'lucia@sol.test', lifespanHours: '72' },
        taken: { id: '5e0b9a52-0000-4000-8000-000000000001', who: 'Lucía Fernández' },
        errors: [
          { field: 'email', key: 'field.email_exists' },
          { field: 'organization', key: 'field.required' },
        ],
        organizationRequired: true,
        mayWrite: false,
      },
      context,
    },
    {
      name: 'admin-new-no-way-in',
      page: 'adminInvitationNew',
      model: {
        ...form,
        signIns: [],
        values: { ...emptyForm, email: 'lucia@sol.test' },
        errors: [{ field: 'signIn', key: 'field.credentials_off' }],
        organizationRequired: true,
        mayWrite: false,
      },
      context,
    },
  ];
}
