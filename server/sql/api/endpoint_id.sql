-- The number of an endpoint that is about to be made.
select nextval('api_endpoints_id_seq') as id
