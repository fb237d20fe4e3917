-- For Keycloak's database on PostgreSQL 14 or newer, where a realm holds a hundred thousand people and more: run it once, by `psql` and outside of a
-- transaction; it blocks nobody. Nothing depends on it but speed, Keycloak's own upgrades leave it alone, and `drop` takes it away again.

-- The planner takes an attribute's name and its value for independent of each other, and expects a twentieth of the people whom a company has.
create statistics if not exists invitation_found_by (dependencies) on name, long_value_hash_lower_case from user_attribute;
-- Keycloak looks for values without regard to case, and has no index for that. Without one, a status that nobody has is looked for in everybody.
create index concurrently if not exists invitation_status on user_attribute (lower(value)) where name = 'invitation.status';

analyze user_attribute;
