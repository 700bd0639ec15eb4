-- Everybody in a campaign, as a file for spreadsheets.
-- $1 path.id   $2 user.offices   $3 user.sees_all   $4 user.id   $5 user.role
select 'renewals-' || c.id || '.csv' as name,
       'Case,Person,Office,Due,Outcome,Reason,Order,Tries' || chr(13) || chr(10)
       || coalesce((
          select string_agg(
                     csv_cell(k.reference) || ',' || csv_cell(m.first_name || ' ' || m.last_name)
                     || ',' || csv_cell(f.name) || ',' || i.due_on || ',' || csv_cell(p.word) || ','
                     || csv_cell(r.word) || ','
                     || coalesce(i.link_id::text, i.refresh_id::text, '')
                     || ',' || i.tries || chr(13) || chr(10), '' order by i.id)
            from campaign_items i
            join cases k on k.id = i.case_id
                        and case_seen_by(k, $4::bigint, $5::text, $2::bigint[])
            join members m on m.id = i.member_id
            join offices f on f.id = i.office_id
            join campaign_places p on p.place = i.place
            left join campaign_reasons r on r.reason = i.reason
           where i.campaign_id = c.id and (i.office_id = any ($2::bigint[]) or $3::boolean)), '')
       as body
  from campaigns c
 where c.id = $1::bigint and (c.office_ids && $2::bigint[] or $3::boolean)
