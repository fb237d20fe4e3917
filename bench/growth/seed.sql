-- A realm of :users invited people: :large in company e00, :middle in e01, a quarter of all in 98 others. Usernames are spread evenly, as
-- people's are. Indexes are dropped meanwhile, which makes a tenth of the time.
set maintenance_work_mem = '512MB';
set work_mem = '128MB';
create temp table people as
  select s.n::int as n, md5('u' || n)::uuid::text as id,
    (array['María','José','Lucía','Martín','Sofía','Andrés','Julia','Álvaro','Noelia','Íñigo','Carmen','Óscar','Nuria','Raúl','Inés','Pablo','Marta','Hugo','Elena','Tomás'])[1 + (n * 7919) % 20] as first,
    l.names[1 + (n * 104729) % 25] as last, l.names[1 + (n * 15485863) % 25] as last2,
    case when k < 58 then 'sent' when k < 94 then 'activated' when k < 96 then 'opened' when k < 97 then 'expired' when k < 99 then 'failed' else 'revoked' end as status,
    case when n <= :large then 0 when n <= :large + :middle then 1 when n <= :large + :middle + :users / 4 then 2 + n % 98 end as company,
    null::text as email
  from (select g::bigint as n, (g::bigint * 37) % 100 as k from generate_series(1, :users) g) s,
    (select array['Martínez','García','López','Sánchez','Pérez','Gómez','Núñez','Ibáñez','Muñoz','Ortega','Prado','Vidal','Ferrer','Marín','Cano','Ríos','Vega','Soler','Bravo','Luna','Mora','Rey','Sáez','Peña','Díez'] as names) l;
update people set email = translate(lower(substr(md5('p' || n), 1, 2) || '.' || first || '.' || last || n), 'áéíóúñ', 'aeioun') || '@' || coalesce('empresa' || company, 'casa') || '.test';
create temp table company as select substr(alias, 2)::int as company, id, alias, group_id from org where alias ~ '^e\d\d$';

insert into user_entity (id, email, email_constraint, email_verified, enabled, first_name, last_name, realm_id, username, created_timestamp, not_before)
  select p.id, email, email, false, status <> 'revoked', first, last || ' ' || last2, r.id, email, (extract(epoch from now()) * 1000)::bigint - 3600000 - n, 0
  from people p, realm r where r.name = 'amperecloud';
insert into user_role_mapping (role_id, user_id)
  select k.id, p.id from people p, keycloak_role k join realm r on r.id = k.realm_id where k.name = 'default-roles-amperecloud' and r.name = 'amperecloud';
insert into user_required_action (user_id, required_action)
  select id, action from people, unnest(array['UPDATE_PROFILE', 'UPDATE_PASSWORD']) action where status <> 'activated';
insert into user_group_membership (group_id, user_id, membership_type)
  select group_id, p.id, 'UNMANAGED' from people p join company using (company);

alter table user_attribute drop constraint fk_5hrm2vlf9ql5fu043kqepovbr, drop constraint constraint_user_attribute_pk;
drop index idx_user_attribute, idx_user_attribute_name, user_attr_long_values, user_attr_long_values_lower_case;
insert into user_attribute (id, user_id, name, value)
  select gen_random_uuid()::text, p.id, a.name, a.value from people p left join company using (company),
  lateral (values ('locale', 'es'), ('invitation.id', md5('i' || n)::uuid::text), ('invitation.status', status), ('invitation.sends', '1'), ('invitation.by', 'Bench'),
    ('invitation.organization', coalesce(alias, '-')), ('invitation.sentAt', '2026-11-26T10:00:00.000Z'), ('invitation.expiresAt', to_char(now() + '300 days', 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"')),
    ('invitation.history', '2026-11-26T10:00:00.000Z ' || status)) a(name, value)
  union all
  -- Nobody waits for a mail: the failed ones have been tried as often as a worker tries.
  select gen_random_uuid()::text, id, 'invitation.history', '2026-11-2' || i || 'T10:00:00.000Z failed' from people, generate_series(0, 5) i where status = 'failed'
  union all
  select gen_random_uuid()::text, id, 'invitation.history', '2026-11-1' || i || 'T10:00:00.000Z failed' from people, generate_series(8, 9) i where status = 'failed';
create temp table found_by as
  select p.id as user_id, 'invitation.organizations' as name, rpad(v, 256, '.') as v from people p join company c using (company), unnest(array[c.id, c.id || ' ' || p.status]) v
  union all
  select p.id, 'invitation.words', rpad(w, 256, '.') from people p,
    lateral (select distinct w from unnest(regexp_split_to_array(translate(lower(first || ' ' || last || ' ' || last2), 'áéíóúñ', 'aeioun') || ' ' || split_part(email, '@', 1), '[^a-z0-9]+')) w) x;
insert into user_attribute (id, user_id, name, long_value, long_value_hash, long_value_hash_lower_case)
  select gen_random_uuid()::text, user_id, name, v, sha512(convert_to(v, 'UTF8')), sha512(convert_to(v, 'UTF8')) from found_by;
alter table user_attribute add constraint constraint_user_attribute_pk primary key (id);
create index idx_user_attribute on user_attribute (user_id);
create index idx_user_attribute_name on user_attribute (name, value);
create index user_attr_long_values on user_attribute (long_value_hash, name);
create index user_attr_long_values_lower_case on user_attribute (long_value_hash_lower_case, name);
alter table user_attribute add constraint fk_5hrm2vlf9ql5fu043kqepovbr foreign key (user_id) references user_entity (id);
analyze;
