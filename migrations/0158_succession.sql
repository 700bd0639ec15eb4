-- From one source to the next: what may follow an order that found nothing, and starting it by
-- itself where the case's programs let it.

-- Every way in which an order may go on: by the next source, or once more by its own, corrected,
-- where that one is asked without a link of its own.
create function source_choices(o orders)
returns table (provider text, provider_word text, method text, word text, hint text,
               needs_employer boolean, needs_ssn boolean, needs_client boolean,
               needs_consent boolean, has_consent boolean, starts boolean, is_usual boolean,
               products text[])
language sql stable as $$
	select v.provider, v.word, m.method, m.word, m.hint, m.needs_employer, m.needs_ssn,
	       m.needs_client, n.needs_consent, n.has_consent, n.starts,
	       n.is_next and m.method = case when coalesce(o.employer_hint, '') <> '' then 'employer'
	                                     else 'search' end,
	       array(select p from unnest(o.products) p where p = any (m.products))
	  from (select x.provider, x.needs_consent, x.has_consent, x.starts, true as is_next
	          from next_source(o) x
	        union all
	        select o.provider, s.needs_consent, true, false, false
	          from (select coalesce(bool_or(p.needs_consent), true) as needs_consent
	                  from case_programs cp
	                  join programs p on p.id = cp.program_id
	                 where cp.case_id = o.case_id) s
	         where o.provider <> main_provider()) n
	  join providers v on v.provider = n.provider
	  join provider_methods m on m.provider = n.provider
	 where m.products && o.products
	 order by n.is_next desc, m.place
$$;

-- May an order be followed by one of another source? Once, when it ended without data.
create function may_succeed(o orders) returns boolean language sql stable as $$
	select o.refresh_of_id is null and o.intent not in ('sending', 'uncertain')
	       and exists (select from causes z where z.cause = o.cause and z.action = 'other_source')
	       and not exists (select from orders r where r.replaces_id = o.id)
	       and exists (select from cases c where c.id = o.case_id and c.closed_at is null)
$$;

-- Where every program lets the next source start, a job looks whether it may: consent there is, or
-- none is needed.
create function order_succession() returns trigger language plpgsql as $$
begin
	insert into jobs (kind, input, single)
	select 'orders/succession', jsonb_build_object('order_id', new.id), 'succession:' || new.id
	 where may_succeed(new) and exists (select from next_source(new) n where n.starts)
	on conflict do nothing;
	return null;
end $$;
create trigger order_succession after update on orders for each row
	when (new.cause is not null and new.cause is distinct from old.cause)
	execute function order_succession();
