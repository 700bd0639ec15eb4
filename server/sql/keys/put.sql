-- Values that were sealed anew; one that changed in the meantime stays as it is.
-- $1 place   $2 values
with given as (
	select v.id, v.before, v.after, v.index
	  from jsonb_to_recordset($2::jsonb) as v (id bigint, before text, after text, index text)
), share_urls as (
	update orders o set share_url = g.after
	  from given g
	 where $1::text = 'orders.share_url' and o.id = g.id and o.share_url = g.before
), short_share_urls as (
	update orders o set short_share_url = g.after
	  from given g
	 where $1::text = 'orders.short_share_url' and o.id = g.id and o.short_share_url = g.before
), bodies as (
	update messages m set body = g.after
	  from given g
	 where $1::text = 'messages.body' and m.id = g.id and m.body = g.before
), events as (
	update webhook_events e set sealed = g.after, body = null
	  from given g
	 where $1::text = 'webhook_events.body' and e.id = g.id
	   and coalesce(e.sealed, encode(e.body, 'hex')) = g.before
), papers as (
	update report_documents d set sealed = g.after, body = null
	  from given g
	 where $1::text = 'report_documents.body' and d.id = g.id
	   and coalesce(d.sealed, encode(d.body, 'hex')) = g.before
), numbers as (
	update members m set ssn_sealed = g.after, ssn_index = g.index
	  from given g
	 where $1::text = 'members.ssn' and m.id = g.id and m.ssn_sealed = g.before
), secrets as (
	update api_endpoints e set secret = g.after
	  from given g
	 where $1::text = 'api_endpoints.secret' and e.id = g.id and e.secret = g.before
), secrets_before as (
	update api_endpoints e set secret_before = g.after
	  from given g
	 where $1::text = 'api_endpoints.secret_before' and e.id = g.id
	   and e.secret_before = g.before
), tokens as (
	update client_sessions s set token = g.after
	  from given g
	 where $1::text = 'client_sessions.token' and s.order_id = g.id and s.token = g.before
), seeds as (
	update users u set totp = g.after
	  from given g
	 where $1::text = 'users.totp' and u.id = g.id and u.totp = g.before
), typed as (
	update drafts d set fields = g.after
	  from given g
	 where $1::text = 'drafts.fields' and d.id = g.id and d.fields = g.before
)
select count(*) as given from given
