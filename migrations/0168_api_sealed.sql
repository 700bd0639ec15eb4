-- An endpoint's number is taken before its row is made, because its secret is sealed for its row.
grant usage on sequence api_endpoints_id_seq to verify_app;
