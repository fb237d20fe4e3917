import type { AdminInvitationModel, AdminInvitationNewModel, Chosen, Offered } from '../../views/models/admin.ts';
import type { Sample } from './page-samples.ts';

/** Groups and apps of the samples: few, as most realms have them, and as many as nobody reads. */
export const OFFERED: Offered = {
  groups: ['/dirección', '/personal/turno de día', '/personal/turno de noche'],
  apps: [
    { clientId: 'installations', name: 'Gestión de instalaciones' },
    { clientId: 'warehouse', name: 'Almacén' },
  ],
};

export const MANY_OFFERED: Offered = {
  ...OFFERED,
  groups: Array.from({ length: 300 }, (_, i) => `/clientes/${i % 3 === 0 ? 'península' : 'islas y Ceuta'}/cuadrilla ${i + 1}`),
};

export const NOTHING_CHOSEN: Chosen = { groups: [], app: '', target: '' };

const CHOSEN: Chosen = {
  groups: ['/clientes/península/cuadrilla 1', '/clientes/península/instaladores autorizados de Andalucía'],
  app: 'installations',
  target: 'https://elsewhere.example/informes',
};

/** What an invitation carries, as its page shows it. */
export const CARRIED = {
  groups: ['/personal/turno de noche', '/clientes/península/instaladores autorizados de Andalucía'],
  app: 'Gestión de instalaciones',
  target: 'https://instalaciones.example/bienvenida?origen=invitaci%C3%B3n',
};

/** The form of a new invitation with more groups than anybody reads: empty, and with what is refused. */
export function groupSamples(form: Omit<AdminInvitationNewModel, 'errors'>, context: NonNullable<Sample['context']>): Sample[] {
  const many = { ...form, offered: MANY_OFFERED };
  const errors: AdminInvitationNewModel['errors'] = [
    { field: 'groups', key: 'field.group_unknown', params: { group: CHOSEN.groups[1] ?? '' } },
    { field: 'target', key: 'field.target_outside' },
  ];
  return [
    { name: 'admin-new-many-groups', page: 'adminInvitationNew', model: { ...many, errors: [] }, context },
    { name: 'admin-new-groups-errors', page: 'adminInvitationNew', model: { ...many, chosen: CHOSEN, errors }, context },
  ];
}

/** An invitation that carries more groups than one reads, some of which are not there any more. */
export function missingSample(model: AdminInvitationModel, context: NonNullable<Sample['context']>): Sample {
  const groups = MANY_OFFERED.groups.slice(0, 30);
  const missing: AdminInvitationModel['invitation']['missing'] = [
    ...groups.slice(0, 12).map((group) => ({ field: 'groups', key: 'field.group_missing' as const, params: { group } })),
    { field: 'app', key: 'field.app_missing', params: { app: CARRIED.app } },
  ];
  return {
    name: 'admin-detail-missing',
    page: 'adminInvitation',
    model: { ...model, invitation: { ...model.invitation, groups, missing } },
    context,
  };
}
