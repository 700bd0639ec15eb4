-- Nothing but its transaction, whose audit line says how a request failed that showed nothing.
select true as noted
