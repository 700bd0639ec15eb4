-- Points every link of the demo world at where its simulator serves pages today: the fixtures' are
-- invented, and the port may be another than last time. :sim is the simulator's public address.
update orders o
   set share_url = l.share_url, short_share_url = l.short_share_url
  from (select id, :'sim' || '/o/' || substring(share_url from '([^/?]+\?bridge_token=[^&]+)$')
               as share_url,
               :'sim' || '/s/' || substring(short_share_url from '([^/]+)$') as short_share_url
          from orders) l
 where l.id = o.id and o.provider = 'truv'
   and (o.share_url, o.short_share_url) is distinct from (l.share_url, l.short_share_url)
