-- What is needed to fetch an order's report: its user at the provider, its own links, those of them
-- that are somebody else's, what a person let in although it did not fit, whom the report must be
-- about, and a report asked for but not read yet. One asked for before the last source was there
-- lacks it, and one that is not to be had for an hour is lost: then another is asked for.
-- $1 job.input.order_id   $2 job.input.product
select o.id, o.provider,
       case p.reports_by when 'order' then order_address(o) else o.upstream_user_id end
       as upstream_user_id,
       (select coalesce(json_agg(json_build_object('upstream_id', c.upstream_id,
                                                   'link_id', c.link_id)), '[]')
          from connections c
         where c.order_id = o.id) as connections,
       (select coalesce(json_agg(s.link_id), '[]')
          from reports r,
               jsonb_to_recordset(r.held_said) as s (link_id text, is_doubtful boolean)
         where r.order_id = o.id and r.decision = 'rejected' and s.is_doubtful
           and s.link_id is not null) as rejected,
       (select coalesce(json_agg(s), '[]')
          from reports r, jsonb_array_elements(r.held_said) s
         where r.order_id = o.id and r.decision = 'released'
           and s ->> 'is_doubtful' = 'true') as released,
       json_build_object('first_name', m.first_name, 'last_name', m.last_name,
                         'native_name', m.native_name, 'born_on', m.born_on,
                         'ssn_last4', m.ssn_last4) as person,
       (select r.upstream_id
          from reports r
         where r.order_id = o.id and r.product = $2 and r.body is null and r.held_at is null
           and r.requested_at > now() - span(interval '1 hour')
           and not exists (select from connections c
                            where c.order_id = o.id and c.state = 'ready'
                              and c.state_at > r.requested_at)
         order by r.id desc
         limit 1) as report_id
  from orders o
  join members m on m.id = o.member_id
  join providers p on p.provider = o.provider
 where o.id = $1::bigint and o.upstream_user_id is not null
