-- Ids for the members of a case that is about to be opened, one for each row of its form.
-- $1 form.members
select array_agg(nextval('members_id_seq')) as ids
  from jsonb_array_elements($1::jsonb)
