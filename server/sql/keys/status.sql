-- How many values of each sealed column stand under which key; "none" for what is not sealed yet.
-- A column without any value is there too. members.ssn_index: what SSNs are found by, under the key
-- of which name, or an older one.
-- $1 index_prefix
with sealed (place, value) as (
	select 'orders.share_url', share_url from orders where share_url is not null
	union all
	select 'orders.short_share_url', short_share_url from orders
	 where short_share_url is not null
	union all
	select 'messages.body', body from messages where body is not null
	union all
	select 'webhook_events.body', coalesce(sealed, 'plain') from webhook_events
	union all
	select 'report_documents.body', coalesce(left(sealed, 40), 'plain') from report_documents
	union all
	select 'members.ssn', ssn_sealed from members where ssn_sealed is not null
	union all
	select 'client_sessions.token', token from client_sessions
	union all
	select 'api_endpoints.secret', secret from api_endpoints
	union all
	select 'api_endpoints.secret_before', secret_before from api_endpoints
	 where secret_before is not null
	union all
	select 'users.totp', totp from users where totp is not null
	union all
	select 'drafts.fields', fields from drafts where fields is not null
), counted as (
	select s.place, coalesce(seal_key(s.value), 'none') as key, count(*) as n
	  from sealed s
	 group by 1, 2
	union all
	select 'members.ssn_index',
	       case when starts_with(m.ssn_index, $1::text) then $1::text else 'older' end, count(*)
	  from members m
	 where m.ssn_index is not null
	 group by 1, 2
)
select p.place, coalesce(c.key, '') as key, coalesce(c.n, 0)::text as count
  from unnest('{orders.share_url,orders.short_share_url,messages.body,webhook_events.body,
                members.ssn,client_sessions.token,users.totp,drafts.fields,
                api_endpoints.secret,api_endpoints.secret_before,report_documents.body,
                members.ssn_index}'::text[]) p (place)
  left join counted c on c.place = p.place
 order by p.place, c.key
