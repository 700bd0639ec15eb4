-- Holds the members of a household until the transaction ends, so that two forms for it at once are
-- judged one after the other.
-- $1 path.id
select m.id
  from members m
 where m.case_id = $1::bigint
 order by m.id
   for update
