-- Links the audit lines that have none yet.
select audit_link(20000) as links
