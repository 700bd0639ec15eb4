/* api.h: what case systems change through /api/v1. What they only read is a query of
 * server/sql/api; how they are let in and answered is web/api.h's. */
#ifndef APP_API_H
#define APP_API_H

#include "web/router.h"

/* PUT /api/v1/cases/:reference: opens or changes a case with its people: 201 or 200, the case. */
enum status api_case_put(struct request *r);
/* PUT /api/v1/cases/:reference/members/:member. */
enum status api_member_put(struct request *r);
/* PUT /api/v1/cases/:reference/loan. */
enum status api_loan_put(struct request *r);
/* POST /api/v1/cases/:reference/orders: 201 with the order; 409 where an open one asks for that. */
enum status api_order_make(struct request *r);
/* POST /api/v1/cases/:reference/milestones: 201 the first time, 200 after and for a dry run. */
enum status api_milestone_reach(struct request *r);
/* GET /api/v1/openapi.json. */
enum status api_description(struct request *r);

#endif
